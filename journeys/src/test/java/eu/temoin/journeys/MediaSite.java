package eu.temoin.journeys;

import eu.temoin.journeys.SmallSite.Answer;
import eu.temoin.journeys.SmallSite.Asked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small site with something of everybody in it: a film, a map, a post, a captcha, a font, each from a stand-in for its
 * provider with a host and a port of its own, and each sized in another way.
 */
final class MediaSite implements AutoCloseable {
    static final List<String> PROVIDERS = List.of("film", "carte", "reseau", "captcha", "fontes");

    private static final String THIRD_PARTY_COOKIE = "; Max-Age=9999; Path=/; SameSite=None; Secure";

    private final Map<String, SmallSite> providers = new LinkedHashMap<>();
    private final SmallSite site;
    private final int port = Node.freePort();
    private final Node node;

    private MediaSite() {
        PROVIDERS.forEach(name -> providers.put(name, SmallSite.start(asked -> provider(name, asked))));
        site = SmallSite.start(this::page);
        node = Node.start(origin(), port, register(origin()), site.address());
    }

    static MediaSite start() {
        return new MediaSite();
    }

    String origin() {
        return "http://site.localhost:" + port;
    }

    Node node() {
        return node;
    }

    /** A provider's own word on what reached it. */
    List<String> asked(String provider) {
        return of(provider).paths();
    }

    String cookiesOf(String provider) {
        return origin(provider);
    }

    void forget() {
        providers.values().forEach(SmallSite::forget);
    }

    private SmallSite of(String provider) {
        SmallSite found = providers.get(provider);
        if (found == null) {
            throw new AssertionError("no provider " + provider);
        }
        return found;
    }

    private String origin(String provider) {
        return of(provider).origin(provider + ".localhost");
    }

    private static Answer provider(String name, Asked asked) {
        String cookie = "Set-Cookie: " + name + "_id=1" + THIRD_PARTY_COOKIE;
        return switch (asked.path()) {
            case "/embed" -> Answer.html("""
                        <!doctype html><html lang="fr"><title>%s</title><body style="margin:0"><p>Vu chez %s</p>
                        <script>parent.postMessage({ height: 321 }, '*')</script></body></html>
                        """.formatted(name, name), cookie);
            case "/post.js" -> Answer.of("text/javascript", "document.documentElement.dataset.post = 'shown';", cookie);
            case "/font.css" ->
                Answer.of(
                        "text/css",
                        "@font-face{font-family:Fonte;src:url(/a.woff2)}h1{font-family:Fonte,sans-serif;color:#102030}",
                        cookie,
                        "Access-Control-Allow-Origin: *");
            case "/film.mp4" -> Answer.of("video/mp4", "", cookie);
            default -> Answer.missing();
        };
    }

    private Answer page(Asked asked) {
        return switch (asked.path()) {
            case "/" -> Answer.html(everything());
            case "/strict" ->
                Answer.html(
                        everything(),
                        "Content-Security-Policy: default-src 'none'; style-src 'sha256-nothing='; frame-src 'none';"
                                + " form-action 'none'");
            case "/around" ->
                Answer.html("<!doctype html><html lang=\"fr\"><title>Autour</title><h1>Autour</h1>"
                        + "<iframe id=\"inner\" src=\"/\" title=\"La page\" width=\"900\" height=\"700\"></iframe>");
            case "/scripted" -> Answer.html(scripted());
            case "/forbidden" ->
                Answer.html(scripted(), "Content-Security-Policy: script-src 'self' 'unsafe-inline'; img-src 'self'");
            case "/trusted" -> Answer.html(scripted(), "Content-Security-Policy: require-trusted-types-for 'script'");
            // Its own words move nothing when they come: an ordinary heading's margin pushes the page down.
            case "/still" ->
                Answer.html(
                        "<!doctype html><html lang=\"fr\"><title>Calme</title><style>h1{margin:0}</style><h1>Calme</h1>");
            case "/plain" -> Answer.html("<!doctype html><html lang=\"fr\"><title>Simple</title><h1>Simple</h1>");
            default -> Answer.missing();
        };
    }

    private String everything() {
        return """
                <!doctype html><html lang="fr"><head><title>Petit</title><meta name="viewport" content="width=device-width">
                <link rel="stylesheet" href="%5$s/font.css">
                <style>
                  body, h1 { margin: 0 }
                  .wide iframe { width: 100%%; height: auto; aspect-ratio: 16/9; border: 0 }
                  .box { position: relative; height: 300px } .box > :first-child { position: absolute; inset: 0; width: 60%%; height: 100%% }
                  iframe.post { width: 50%%; height: 260px; float: right }
                  .grow { height: 231px; width: 400px }
                  .clip { width: 480px; height: 270px }
                </style>
                <script>
                  addEventListener('message', (m) => document.querySelectorAll('.grow').forEach((f) =>
                    f.contentWindow === m.source && (f.style.height = m.data.height + 'px')));
                </script></head>
                <body><h1>Le Petit Site</h1><div style="height: 1500px">Un long texte.</div>
                <div class="wide"><iframe id="film" src="%1$s/embed?a=1" title="Le film" width="800" height="450" allow="autoplay; fullscreen"></iframe></div>
                <div class="box"><iframe src="%2$s/embed" sandbox="allow-scripts" title="Le plan"></iframe></div>
                <iframe class="post" src="%3$s/embed"></iframe>
                <blockquote class="post">Ce que dit la publication.</blockquote><script src="%3$s/post.js"></script>
                <iframe id="check" src="%4$s/embed" width="304" height="78"></iframe>
                <iframe class="grow" src="%1$s/embed?b=2" title="Grandit"></iframe>
                <video class="clip" controls><source src="%1$s/film.mp4"></video>
                <div style="height: 1500px"></div></body></html>
                """.formatted(origin("film"), origin("carte"), origin("reseau"), origin("captcha"), origin("fontes"));
    }

    /** Third parties that no markup names: a script of the page tries to load them. */
    private String scripted() {
        return """
                <!doctype html><html lang="fr"><head><title>Par script</title></head><body><h1>Par script</h1>
                <footer><!-- temoin:centre --></footer>
                <script>
                  new Image().src = 'http://inconnu.localhost:1/pixel';
                  const post = document.createElement('script');
                  post.src = '%1$s/post.js?v=1';
                  document.head.append(post);
                  setTimeout(() => {
                    const map = document.createElement('iframe');
                    map.src = '%2$s/embed';
                    document.body.append(map);
                  }, 300);
                </script></body></html>
                """.formatted(origin("reseau"), origin("carte"));
    }

    private String register(String origin) {
        StringBuilder text = new StringBuilder("""
                format: 1
                site:
                  id: petit-site
                  name: Le Petit Site
                  origins: ['%s']
                  controller: { name: Le Petit Site, contact: bonjour@petit.example, address: 1 rue Haute }
                  languages: [fr, en]
                  zone: Europe/Paris
                categories:
                  - id: media
                    kind: consent
                    title: { fr: Contenus de tiers, en: Content of others }
                    purpose: { fr: Afficher ce qui est hébergé ailleurs, en: Show what is hosted elsewhere }
                    description: { fr: Des films et des plans, en: Films and maps }
                    refusing: { fr: Ils restent masqués, en: They stay hidden }
                providers:
                """.formatted(origin));
        Map<String, String> shows = Map.of("film", "video", "carte", "map", "reseau", "post", "captcha", "captcha");
        for (String provider : PROVIDERS) {
            text.append("""
                      - id: %1$s
                        name: Maison %1$s
                        category: media
                        policy: https://%1$s.example/privacy
                        country: FR
                        sources: ['%1$s.localhost:*']
                        shows: %2$s
                    """.formatted(provider, shows.getOrDefault(provider, "content")));
        }
        return text.append("""
                trackers:
                  - name: film_id
                    kind: cookie
                    category: media
                    provider: film
                    purpose: { fr: Compte les vues, en: Counts views }
                    lifetime: 30 days
                    domain: film.localhost
                revisions:
                  - number: 1
                    date: 2026-11-24
                    kind: material
                    reason: { fr: Première publication, en: First publication }
                """).toString();
    }

    @Override
    public void close() {
        try (site) {
            node.close();
        } finally {
            providers.values().forEach(SmallSite::close);
        }
    }
}
