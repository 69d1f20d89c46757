package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes every page and state into a folder, to be opened in a browser. Not a test. */
final class PagesToLookAt {
    private PagesToLookAt() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        Path store = Files.createTempDirectory("centre");
        try (Visit visit = new Visit(store)) {
            for (String language : new String[] {"fr", "en"}) {
                site(visit, folder, "banner-" + language, language);
            }
            visit.signals = new Signals(true, false);
            write(folder, "centre-gpc", visit.get("/.temoin/centre", "lang=fr"));
            visit.signals = Signals.NONE;
            visit.otherCookies.putAll(
                    Map.of("__Host-session", "a", "lb_aud_7", "b", "lb_lang", "fr", "wp_odd_cookie", "1"));
            write(folder, "centre-new", visit.get("/.temoin/centre", "lang=fr"));
            write(folder, "centre-new-en", visit.get("/.temoin/centre", "lang=en"));
            write(folder, "centre-saved", visit.save("audience", "function", "speed"));
            write(folder, "centre-stands", visit.get("/.temoin/centre", "lang=fr&back=/jeux"));
            Map<String, String> placeholder = Visit.form(visit.placeholder("lanterne", "film"), "always");
            visit.post(placeholder);
            write(folder, "centre-exception", visit.get("/.temoin/centre", "lang=fr"));
            write(folder, "centre-withdrawn", visit.post(Visit.form(visit.centrePage(), "withdraw")));
            write(folder, "centre-refused", visit.post(Visit.form(visit.centrePage(), "refuse")));
            visit.clock.set("2027-08-01T10:00:00Z");
            write(folder, "centre-expired", visit.get("/.temoin/centre", "lang=fr"));
            site(visit, folder, "banner-expired", "fr");
            visit.clock.set("2026-11-24T10:00:00Z");
            write(folder, "policy", visit.get("/.temoin/policy", "lang=fr"));
            write(folder, "policy-en", visit.get("/.temoin/policy", "lang=en"));
            visit.published.put(6, Samples.arcadeBefore());
            for (String language : new String[] {"fr", "en"}) {
                write(folder, "revisions-" + language, visit.get("/.temoin/policy", "lang=" + language));
                write(folder, "revision-" + language, visit.get("/.temoin/policy/6", "lang=" + language));
                write(folder, "revision-stands-" + language, visit.get("/.temoin/policy/7", "lang=" + language));
                write(folder, "comparison-" + language, visit.get("/.temoin/policy/compare", "lang=" + language));
                write(
                        folder,
                        "comparison-none-" + language,
                        visit.get("/.temoin/policy/compare", "from=x&lang=" + language));
            }
            visit.headers.put("sec-fetch-site", "cross-site");
            write(folder, "notice-origin", visit.post(Map.of("do", "accept")));
            visit.headers.put("sec-fetch-site", "same-origin");
            Map<String, String> form = Visit.form(visit.centrePage(), "accept");
            visit.ledger.close();
            write(folder, "notice-store", visit.post(form));
        }
    }

    private static String placeholder(Visit visit, String language, String element, String width, String height) {
        Provider provider = visit.register
                .provider(element.equals("embed") ? "relief" : "lanterne")
                .orElseThrow();
        Gated gated = new Gated(provider, element, "Fissure : carnet de fabrication", "film", true);
        String document = visit.centre
                .insertions()
                .placeholder(visit.decision(), language, "/jeux", false, Optional.empty(), gated)
                .document();
        return "<iframe frameborder=0 width=\"" + width + "\" height=\"" + height + "\" srcdoc=\""
                + Html.escaped(document) + "\"></iframe>";
    }

    /** A site of somebody else's, with all that we insert. */
    private static void site(Visit visit, Path folder, String name, String language) throws IOException {
        Decision decision = visit.decision();
        Insertions insertions = visit.centre.insertions();
        String page = "<!doctype html><html lang=fr><head>"
                + new String(insertions.head(decision, Optional.empty()), StandardCharsets.UTF_8)
                + "<meta charset=utf-8><meta name=viewport content='width=device-width'><title>Site</title><style>"
                + ":root{color-scheme:light dark}body{margin:0;font:17px/1.6 Georgia,serif}main{max-width:60rem;"
                + "margin:auto;padding:0 24px}h1{font-size:40px;line-height:1.1}button{border-radius:99px;"
                + "background:pink;color:#000;font:italic 30px serif}p{letter-spacing:.02em}"
                + "</style></head><body>"
                + new String(insertions.opening(decision, language, "/jeux/fissure"), StandardCharsets.UTF_8)
                + "<main><h1>La médiathèque rouvre samedi, avec un atelier de reliure</h1>"
                + "<p>Après onze mois de travaux, les collections retrouvent leurs rayons.</p>"
                + "<p>" + placeholder(visit, language, "iframe", "860", "484") + "</p>"
                + "<p>" + placeholder(visit, language, "video", "400", "300") + ' '
                + placeholder(visit, language, "embed", "300", "150") + "</p>"
                + "<p>" + placeholder(visit, language, "iframe", "100%", "") + "</p>"
                + "<p><button>Un bouton du site</button></p></main>"
                + new String(insertions.closing(decision, language, "/jeux/fissure", List.of()), StandardCharsets.UTF_8)
                + "</body></html>";
        Files.writeString(folder.resolve(name + ".html"), page);
    }

    private static void write(Path folder, String name, CentreResponse response) throws IOException {
        Files.write(folder.resolve(name + ".html"), response.body());
    }
}
