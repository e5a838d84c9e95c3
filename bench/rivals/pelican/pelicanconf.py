"""Stock Pelican with one plugin of ours for what belongs together, and for lists."""

SITENAME = "Ausbildung im Sonnental"
SITEURL = "https://ausbildung.sonnental.example"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["region"]
STATIC_PATHS = ["static"]
EXTRA_PATH_METADATA = {"static/folge.mp3": {"path": "podcast/folge.mp3"}, "static/cover.png": {"path": "cover.png"}}
PAGE_PATHS = ["seiten"]
ARTICLE_PATHS = ["betriebe", "angebote", "podcast", "newsletter", "termine", "wissen"]
DIRECT_TEMPLATES = ["404"]
# Lists are the plugin's; Pelican's own are off.
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
