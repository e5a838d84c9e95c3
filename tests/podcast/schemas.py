"""JSON Schemas of the formats players read, written from their specifications (https://github.com/Podcastindex-org/podcast-namespace)."""

from typing import Any

CHAPTERS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "chapters": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["startTime"],
                "additionalProperties": False,
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "minimum": 0},
                    "title": {"type": "string", "minLength": 1},
                    "img": {"type": "string", "format": "uri"},
                    "url": {"type": "string", "format": "uri", "pattern": "^https?://"},
                    "toc": {"type": "boolean"},
                },
            },
        },
    },
}
TRANSCRIPT: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "segments"],
    "properties": {
        "version": {"const": "1.0.0"},
        "segments": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["startTime", "endTime", "body"],
                "additionalProperties": False,
                "properties": {
                    "speaker": {"type": "string", "minLength": 1},
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "exclusiveMinimum": 0},
                    "body": {"type": "string", "minLength": 1},
                },
            },
        },
    },
}
