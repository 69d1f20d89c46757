// The same work as RewriterBenchmark, done by HTMLRewriter of Bun (lol-html, a native rewriter).
//
//   bun docs/bench/rewriter.mjs FOLDER [SECONDS [WARM_UP_SECONDS]]
//
// FOLDER holds *.html.gz. Prints a line each for two ways: "identity", without handlers, and "gates", with handlers that
// disarm what does not come from the site and insert into head and body; then MB (10^6 bytes) a second by the clock and
// MB a second of processor time. Bun's fastest way in and out is used: one whole buffer.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [folder, seconds = "10", warmUpSeconds = "2"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: bun docs/bench/rewriter.mjs FOLDER [SECONDS [WARM_UP_SECONDS]]");
  process.exit(2);
}
const pages = readdirSync(folder)
  .filter((name) => name.endsWith(".html.gz"))
  .sort()
  .map((name) => {
    const page = gunzipSync(readFileSync(join(folder, name)));
    return page.buffer.slice(page.byteOffset, page.byteOffset + page.byteLength);
  });
const megabytes = pages.reduce((sum, page) => sum + page.byteLength, 0) / 1e6;
const remote = /^\s*(?:https?:)?[\/\\]{2}([^\/?#:\\]*)/i;

// Cheaper than new URL(), and right for all but a few of these pages.
const refused = (address) => {
  const host = remote.exec(address);
  return host !== null && host[1] !== "site.example" && host[1] !== "ok.example";
};

const gate = (...names) => ({
  element(element) {
    for (const name of names) {
      const value = element.getAttribute(name);
      if (value !== null && refused(value)) {
        element.setAttribute("data-temoin-" + name, value);
        element.removeAttribute(name);
      }
    }
  },
});

const withoutHandlers = () => new HTMLRewriter();
const withGates = () =>
  new HTMLRewriter()
    .on("script, iframe, frame, embed, audio, track, input[type=image]", gate("src"))
    .on("img, source", gate("src", "srcset"))
    .on("video", gate("src", "poster"))
    .on("link", gate("href"))
    .on("object", gate("data"))
    .on("image, use", gate("href", "xlink:href"))
    .on("head", { element: (head) => void head.prepend("<style></style>", { html: true }) })
    .on("body", {
      element(body) {
        body.prepend("<div></div>", { html: true });
        body.append("<p></p>", { html: true });
      },
    });

// Wall-clock time says what a quiet machine does; processor time is of use on a shared one.
const measure = async (make, duration) => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let done = 0;
  while (performance.now() < start + duration) {
    for (const page of pages) {
      await make().transform(new Response(page)).arrayBuffer();
    }
    done += megabytes;
  }
  const used = process.cpuUsage(cpu);
  return [done / ((performance.now() - start) / 1000), done / ((used.user + used.system) / 1e6)].map(Math.round);
};

for (const [name, make] of [["identity", withoutHandlers], ["gates", withGates]]) {
  await measure(make, Number(warmUpSeconds) * 1000);
  const [wall, cpu] = await measure(make, Number(seconds) * 1000);
  console.log(`${name} ${wall} ${cpu}`);
}
