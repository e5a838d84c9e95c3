"""How heavy and how quick the pages of a built site are.

    python -m bench.pages output

Weighs every page: its HTML and the style sheets, scripts, fonts and icons it asks for, compressed as a server would do; pictures
and recordings are not counted. Then opens the page of each kind in Chromium on a slow 4G line (1.6 Mbit/s, 150 ms) and a processor
four times slower than this machine's, at 360 pixels, light, with an empty cache, and measures the Largest Contentful Paint and the Cumulative Layout Shift; the better of three runs
counts, because the machine may be busy. Budget: 90 kB a page, 12 kB for all scripts, 1.5 s, 0.05.
"""

import gzip
import http.server
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from functools import cache, partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.budget import Budget

COMMAND = "python -m bench.pages output"
BUDGET = {
    "page": Budget(90.0, "kB", "each page with styles, scripts and fonts, compressed"),
    "scripts": Budget(12.0, "kB", "all scripts together, compressed"),
    "paint": Budget(1.5, "s", "largest paint on slow 4G and a slow processor, a page of each kind"),
    "shift": Budget(0.05, "", "cumulative layout shift, a page of each kind"),
}
RUNS = 3
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
TEXT = (".html", ".css", ".js", ".svg", ".xml", ".json")
# The first page that fits stands for its kind.
KINDS = {
    "start": "index.html", "directory": "betriebe/index.html", "offers": "angebote/ausbildung/index.html", "discover": "entdecken/index.html", "map": "karte/index.html", "portrait": "betriebe/*/index.html", "episode": "podcast/*-*/index.html",
    "subscribe": "podcast/abonnieren/index.html", "issue": "newsletter/*/index.html",
}  # fmt: skip
OBSERVE = """() => {
  window.seen = { paint: 0, shift: 0 };
  new PerformanceObserver(list => { for (const e of list.getEntries()) seen.paint = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """A server that compresses text, as real ones do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """The file, compressed where it is text."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body = squeezed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@cache
def squeezed(file: Path) -> bytes:
    """What goes over the wire for a file."""
    content = file.read_bytes()
    return gzip.compress(content, 6, mtime=0) if file.suffix in TEXT else content


def asked_for(site: Path, page: Path) -> Iterator[Path]:
    """The files a page loads besides pictures and recordings: what its head and its scripts name, and the fonts its style sheets preload."""
    html = page.read_text(encoding="utf-8")
    named = re.findall(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:css|js|woff2|svg))"', html)
    for address in dict.fromkeys(unescape(name) for name in named):
        file = site / unquote(urlsplit(address).path).lstrip("/")
        if file.is_file():
            yield file
            yield from imported(file)


def imported(script: Path) -> Iterator[Path]:
    """The modules a script imports."""
    if script.suffix == ".js":
        for name in re.findall(r"""(?:from|import)\s*\(?['"](\.[^'"]+)['"]""", script.read_text(encoding="utf-8")):
            yield (script.parent / name).resolve()


def weigh(site: Path) -> list[str]:
    """The heaviest page of each folder, and what is too heavy."""
    weights = {page: sum(len(squeezed(file)) for file in {page, *asked_for(site, page)}) / 1000 for page in sorted(site.rglob("*.html"))}
    scripts = sum(len(squeezed(file)) for file in (site / "theme").rglob("*.js")) / 1000
    for page in sorted(weights, key=lambda one: -weights[one])[:5]:
        print(f"{weights[page]:6.1f} kB  {page.relative_to(site)} (HTML {len(squeezed(page)) / 1000:.1f})")
    print(f"{scripts:6.1f} kB  all scripts; {len(weights)} pages")
    heavy = [f"{page.relative_to(site)}: {weight:.1f} kB" for page, weight in weights.items() if weight > BUDGET["page"]]
    return [*heavy, *([f"scripts: {scripts:.1f} kB"] if scripts > BUDGET["scripts"] else [])]


def measure(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds to the largest paint, and the layout shift, with an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    context.add_init_script(f"({OBSERVE})()")
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(700)
    seen = page.evaluate("seen")
    context.close()
    return seen["paint"] / 1000, seen["shift"]


def time_pages(site: Path) -> list[str]:
    """The page of each kind on a slow line, and what is too slow."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    slow = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for kind, pattern in KINDS.items():
            page = next(iter(sorted(site.glob(pattern))), None)
            if page is None:
                print(f"   –          {kind}: this site has none")
                continue
            address = f"http://127.0.0.1:{server.server_port}/{page.relative_to(site).as_posix().removesuffix('index.html')}"
            paint, shift = min(measure(browser, address) for _ in range(RUNS))
            print(f"{paint:6.2f} s  shift {shift:.3f}  {kind}: {page.relative_to(site)}")
            slow += [f"{kind}: {paint:.2f} s, shift {shift:.3f}"] if paint > BUDGET["paint"] or shift > BUDGET["shift"] else []
        browser.close()
    server.shutdown()
    return slow


def main(site: Path) -> int:
    """Weigh and time; 1 when something is over its budget."""
    over = [*weigh(site), *time_pages(site)]
    print("\n".join(f"OVER BUDGET  {line}" for line in over) or "all within budget")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
