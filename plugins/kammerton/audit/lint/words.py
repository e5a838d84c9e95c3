"""The closed lists of words that feeds choose from.

Sources: Apple's list of categories (podcasters.apple.com/support/1691), the podcast taxonomy (podcasttaxonomy.com), Podcasting 2.0
(docs/tags: medium, license, transcript, socialInteract, chat), IANA's link relations, Apple's list of audio and video formats.
"""

from collections.abc import Mapping

CATEGORIES: Mapping[str, frozenset[str]] = {
    "Arts": frozenset({"Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"}),
    "Business": frozenset({"Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"}),
    "Comedy": frozenset({"Comedy Interviews", "Improv", "Stand-Up"}),
    "Education": frozenset({"Courses", "How To", "Language Learning", "Self-Improvement"}),
    "Fiction": frozenset({"Comedy Fiction", "Drama", "Science Fiction"}),
    "Government": frozenset(),
    "History": frozenset(),
    "Health & Fitness": frozenset({"Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"}),
    "Kids & Family": frozenset({"Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"}),
    "Leisure": frozenset({"Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"}),
    "Music": frozenset({"Music Commentary", "Music History", "Music Interviews"}),
    "News": frozenset({"Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"}),
    "Religion & Spirituality": frozenset({"Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"}),
    "Science": frozenset({
        "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature", "Physics", "Social Sciences",
    }),
    "Society & Culture": frozenset({"Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"}),
    "Sports": frozenset({
        "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball",
        "Wilderness", "Wrestling",
    }),
    "Technology": frozenset(),
    "True Crime": frozenset(),
    "TV & Film": frozenset({"After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"}),
}  # fmt: skip
# Compared without regard to case, as the taxonomy says.
GROUPS = frozenset({
    "creative direction", "cast", "writing", "audio production", "audio post-production", "administration", "visuals", "community", "misc.",
    "video production", "video post-production",
})  # fmt: skip
ROLES = frozenset({
    "director", "assistant director", "executive producer", "senior producer", "producer", "associate producer", "development producer", "creative director",
    "host", "co-host", "guest host", "guest", "voice actor", "narrator", "announcer", "reporter", "author", "editorial director", "co-writer", "writer",
    "songwriter", "guest writer", "story editor", "managing editor", "script editor", "script coordinator", "researcher", "editor", "fact checker",
    "translator", "translater", "transcriber", "logger", "studio coordinator", "technical director", "technical manager", "audio engineer",
    "remote recording engineer", "post production engineer", "audio editor", "sound designer", "foley artist", "composer", "theme music",
    "music production", "music contributor", "production coordinator", "booking coordinator", "production assistant", "content manager",
    "marketing manager", "sales representative", "sales manager", "graphic designer", "cover art designer", "social media manager", "consultant", "intern",
    "camera operator", "lighting designer", "camera grip", "assistant camera", "assistant editor",
})  # fmt: skip
_MEDIUMS = ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course")
MEDIUMS = frozenset({*_MEDIUMS, *(f"{medium}L" for medium in _MEDIUMS), "mixed"})
LISTS = frozenset({*(f"{medium}L" for medium in _MEDIUMS), "mixed", "publisher"})
"""Mediums whose feeds have no items."""
# The licences of the namespace's list, and the Creative Commons ones of SPDX.
LICENCES = frozenset({
    "afl-3.0", "apache-2.0", "artistic-2.0", "bsl-1.0", "bsd-2-clause", "bsd-3-clause", "bsd-3-clause-clear", "cc", "cc0-1.0", "wtfpl", "ecl-2.0",
    "epl-1.0", "eupl-1.1", "eupl-1.2", "agpl-3.0", "gpl", "gpl-2.0", "gpl-3.0", "lgpl", "lgpl-2.1", "lgpl-3.0", "mit", "unlicense", "pod-v4v-1.0", "arr",
    *(f"cc-{kind}-{version}" for kind in ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd") for version in ("2.0", "2.5", "3.0", "3.0-de", "4.0")),
})  # fmt: skip
TRANSCRIPTS: Mapping[str, str] = {
    "text/vtt": "vtt", "application/x-subrip": "srt", "application/json": "json", "text/html": "html", "text/plain": "txt",
}  # fmt: skip
OLD_TRANSCRIPTS = frozenset({"application/srt", "text/srt"})
SOCIAL = frozenset({"disabled", "activitypub", "atproto", "twitter", "lightning", "nostr", "hive", "matrix", "bluesky"})
CHATS = frozenset({"irc", "xmpp", "nostr", "matrix"})
RELATIONS = frozenset({
    "self", "alternate", "related", "via", "enclosure", "first", "last", "next", "previous", "prev", "current", "hub", "license", "prev-archive",
    "next-archive", "payment", "replies", "edit", "http://podlove.org/deep-link", "http://podlove.org/simple-chapters", "search", "up", "shortlink", "canonical",
})  # fmt: skip
# What Apple plays, and what else podcast programs do; the ending is the last part of the address' path.
TYPES: Mapping[str, frozenset[str]] = {
    "mp3": frozenset({"audio/mpeg"}), "m4a": frozenset({"audio/x-m4a", "audio/mp4", "audio/m4a"}), "m4b": frozenset({"audio/x-m4a", "audio/mp4", "audio/m4b"}),
    "mp4": frozenset({"video/mp4", "audio/mp4"}), "m4v": frozenset({"video/x-m4v", "video/mp4"}), "mov": frozenset({"video/quicktime"}),
    "aac": frozenset({"audio/aac", "audio/aacp", "audio/x-aac"}), "ogg": frozenset({"audio/ogg", "application/ogg", "audio/vorbis", "audio/opus"}),
    "oga": frozenset({"audio/ogg"}), "opus": frozenset({"audio/ogg", "audio/opus"}), "flac": frozenset({"audio/flac", "audio/x-flac"}),
    "wav": frozenset({"audio/wav", "audio/x-wav", "audio/vnd.wave"}), "webm": frozenset({"video/webm", "audio/webm"}), "pdf": frozenset({"application/pdf"}),
    "epub": frozenset({"application/epub+zip"}),
}  # fmt: skip
APPLE = frozenset(
    {"audio/mpeg", "audio/x-m4a", "audio/m4a", "audio/mp4", "video/mp4", "video/x-m4v", "video/quicktime", "application/pdf", "application/epub+zip"}
)
PICTURES = frozenset({"jpg", "jpeg", "png"})
# Markup of a description that Apple and PSP-1 promise to show.
TAGS = frozenset({"p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br"})
DANGEROUS = frozenset({"script", "iframe", "object", "embed", "style", "form", "input", "applet", "frame", "audio", "video", "link", "meta", "base"})
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
