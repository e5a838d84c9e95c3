"""What must hold across files: one rule a module, with its code, its handbook text and its check."""

from datetime import date

from kammerton.domain.diagnostic import Report
from kammerton.domain.inventory import Inventory
from kammerton.rules import (
    addresses_unique,
    articles_complete,
    audio_readable,
    blocks_have_readers,
    blocks_say_one_thing,
    chapters_begin_at_zero,
    chapters_in_order,
    checked_days_present,
    clips_usable,
    consents_hold,
    contact_names_expire,
    covers_usable,
    dates_in_order,
    downloads_usable,
    episodes_have_shows,
    events_have_places,
    guids_unique,
    legal_pages_present,
    links_in_texts_exist,
    numbers_unique,
    occupation_texts_known,
    offer_ids_unique,
    offers_complete,
    open_points,
    picture_duties,
    pictures_usable,
    recordings_sound_right,
    references_exist,
    remote_audio_playable,
    reviews_due,
    sources_dated,
    subjects_speak,
    teasers_present,
    transcripts_present,
    translations_fresh,
    translations_have_originals,
)
from kammerton.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    references_exist.RULE,
    links_in_texts_exist.RULE,
    offers_complete.RULE,
    offer_ids_unique.RULE,
    contact_names_expire.RULE,
    addresses_unique.RULE,
    audio_readable.RULE,
    chapters_in_order.RULE,
    blocks_say_one_thing.RULE,
    numbers_unique.RULE,
    guids_unique.RULE,
    remote_audio_playable.RULE,
    reviews_due.RULE,
    teasers_present.RULE,
    episodes_have_shows.RULE,
    transcripts_present.RULE,
    legal_pages_present.RULE,
    covers_usable.RULE,
    dates_in_order.RULE,
    checked_days_present.RULE,
    open_points.RULE,
    pictures_usable.RULE,
    picture_duties.RULE,
    consents_hold.RULE,
    articles_complete.RULE,
    sources_dated.RULE,
    events_have_places.RULE,
    translations_have_originals.RULE,
    translations_fresh.RULE,
    occupation_texts_known.RULE,
    downloads_usable.RULE,
    clips_usable.RULE,
    recordings_sound_right.RULE,
    chapters_begin_at_zero.RULE,
    subjects_speak.RULE,
    blocks_have_readers.RULE,
)


def check_all(inventory: Inventory, today: date) -> Report:
    """Every rule over everything that was read."""
    return Report.of(diagnostic for rule in RULES for diagnostic in rule.check(inventory, today))
