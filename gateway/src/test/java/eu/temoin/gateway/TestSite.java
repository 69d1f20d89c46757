package eu.temoin.gateway;

import eu.temoin.audience.Audience;
import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Identifier;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenSigner;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import eu.temoin.enforcement.Finding;
import eu.temoin.enforcement.Findings;
import eu.temoin.enforcement.InlineHashes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A site with a register, and a gateway in front of it, made afresh for each test. */
final class TestSite {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final TokenKey KEY = TokenKey.of(new byte[32]);
    static final InstantSource CLOCK = InstantSource.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC));

    static final String HEAD = "<style>/*temoin*/</style><script>/*temoin*/</script>";
    static final String BANNER = "<div id=temoin-banner>Accepter · Refuser</div>";
    static final String LINK = "<a id=temoin-link href=/.temoin/centre>Cookies</a>";

    private TestSite() {}

    static Register register(String scheme) {
        Site site = new Site(
                "test",
                "Test",
                List.of(Origin.parse(scheme + "://site.example").orElseThrow()),
                List.of(Source.parse("static.example").orElseThrow()),
                new Controller("Test SA", "dpo@site.example", Optional.empty(), Optional.empty()),
                List.of("fr", "en"),
                ZoneId.of("Europe/Paris"));
        return new Register(
                site,
                List.of(
                        category("necessary", Category.Kind.NECESSARY, Set.of()),
                        category("analytics", Category.Kind.CONSENT, Set.of(Signal.GPC, Signal.DNT)),
                        category("media", Category.Kind.CONSENT, Set.of(Signal.GPC)),
                        category("measure", Category.Kind.EXEMPT, Set.of(Signal.GPC, Signal.DNT))),
                List.of(
                        provider("stats", "analytics", "stats.example", "site.example/stats.js"),
                        provider("video", "media", "video.example")),
                List.of(cookie("session", "necessary"), cookie("_ga", "analytics"), cookie("vid", "media")),
                List.of(new Revision(1, TODAY.minusDays(10), Revision.Kind.MATERIAL, words("début"))),
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of("/worker.js"),
                Map.of());
    }

    /** The same site with another text. */
    static Register changed() {
        Register before = register("https");
        return new Register(
                before.site(),
                before.categories(),
                before.providers(),
                before.trackers(),
                before.revisions(),
                before.choiceLifetime(),
                before.trackerLifetimeMax(),
                before.workers(),
                Map.of("banner.title", words("autre")));
    }

    /** The same site, which counts who reads it under this category. */
    static SiteInForce counting(String category) {
        return counting(category, Mode.ENFORCE);
    }

    static SiteInForce counting(String category, Mode mode) {
        Register register = register("https")
                .withAudience(Optional.of(new eu.temoin.consent.Audience(
                        category, List.of("/jeux/{}"), List.of("utm_source"), List.of(), List.of("/health"), 10)));
        return SiteInForce.of(Decider.of(register), mode, List.of(KEY));
    }

    /** The same, with a script in the page that measures too. */
    static SiteInForce measuring(String category) {
        Register register = register("https")
                .withAudience(Optional.of(new eu.temoin.consent.Audience(
                        category, List.of(), List.of(), List.of(), List.of(), 10, true, false)));
        return SiteInForce.of(Decider.of(register), Mode.ENFORCE, List.of(KEY));
    }

    private static Wording words(String text) {
        return new Wording(Map.of("fr", text));
    }

    private static Category category(String id, Category.Kind kind, Set<Signal> refusedBy) {
        return new Category(id, kind, words(id), words(id), words(id), words(id), refusedBy, 1);
    }

    private static Provider provider(String id, String category, String... sources) {
        List<Source> parsed = List.of(sources).stream()
                .map(text -> Source.parse(text).orElseThrow())
                .toList();
        return new Provider(id, id, category, URI.create("https://" + id + ".example/policy"), "FR", parsed, 1);
    }

    private static Tracker cookie(String name, String category) {
        return new Tracker(
                new NamePattern(name),
                Tracker.Kind.COOKIE,
                category,
                Optional.empty(),
                words(name),
                Lifetime.SESSION,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static SiteInForce inForce(Mode mode) {
        return SiteInForce.of(Decider.of(register("https")), mode, List.of(KEY));
    }

    /** A {@code Cookie} header of somebody who granted or refused both categories today. */
    static String choice(boolean analytics, boolean media) {
        Optional<Identifier> identifier =
                analytics || media ? Optional.of(new Identifier("00112233445566778899aabbccddeeff")) : Optional.empty();
        Map<String, Boolean> answers = new LinkedHashMap<>();
        answers.put("analytics", analytics);
        answers.put("media", media);
        Choice choice = new Choice(answers, Map.of(), 1, TODAY, TODAY.plusMonths(6), false, false, false, identifier);
        return "eu-consent=" + new TokenSigner("test", KEY).sign(choice);
    }

    /** The cookie of somebody who refused everything, what needs no consent too. */
    static String refusal() {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        List.of("analytics", "media", "measure").forEach(id -> answers.put(id, false));
        Choice choice =
                new Choice(answers, Map.of(), 1, TODAY, TODAY.plusMonths(6), false, false, false, Optional.empty());
        return "eu-consent=" + new TokenSigner("test", KEY).sign(choice);
    }

    /** What our side puts in, in the simplest form. */
    static final class PlainInsertion implements Insertion {
        @Override
        public InlineHashes tags() {
            return InlineHashes.ofTexts(List.of("/*temoin*/"), List.of("/*temoin*/"));
        }

        @Override
        public byte[] head(Page page) {
            String nonce = page.nonce().map(text -> " nonce=\"" + text + '"').orElse("");
            return bytes(HEAD.replace("<style>", "<style" + nonce + ">").replace("<script>", "<script" + nonce + ">"));
        }

        @Override
        public byte[] opening(Page page) {
            return bytes(page.decision().ask() ? BANNER : "");
        }

        @Override
        public byte[] closing(Page page, List<String> open) {
            String asked = open.isEmpty() ? "" : "<form id=temoin-question>" + open + "</form>";
            return bytes(asked + LINK.replace("<a ", "<a lang=" + page.language() + ' '));
        }

        @Override
        public Placeholder placeholder(Page page, Gated gated) {
            return new Placeholder(
                    gated.provider().id(),
                    "<p>" + gated.provider().id() + ' ' + gated.anchor() + (gated.once() ? " once" : "")
                            + (page.nested() ? " nested" : ""));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Answers under the prefix by saying what it was asked. */
    static final class EchoPages implements LocalPages {
        @Override
        public boolean answers(String path) {
            return path.equals("/.well-known/gpc.json");
        }

        @Override
        public LocalResponse answer(LocalRequest request) {
            String said = request.method()
                    + ' '
                    + request.path()
                    + ' '
                    + request.query()
                    + ' '
                    + request.language()
                    + ' '
                    + request.origin()
                    + ' '
                    + new String(request.body(), StandardCharsets.UTF_8);
            return new LocalResponse(
                    200,
                    List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")),
                    said.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What a running test consists of. */
    static final class Running implements AutoCloseable {
        final Gateway gateway;
        final AtomicReference<SiteInForce> site;
        final List<Finding> findings;

        Running(Gateway gateway, AtomicReference<SiteInForce> site, List<Finding> findings) {
            this.gateway = gateway;
            this.site = site;
            this.findings = findings;
        }

        RawClient.Answer ask(String request) throws IOException {
            return RawClient.once(gateway, request);
        }

        RawClient.Answer get(String path, String... headerLines) throws IOException {
            return ask(RawClient.get(path, headerLines));
        }

        @Override
        public void close() {
            gateway.close();
        }
    }

    static Running enforcing(RawUpstream upstream) throws GatewayFailure {
        return start(upstream.origin(), Mode.ENFORCE, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Running observing(RawUpstream upstream) throws GatewayFailure {
        return start(upstream.origin(), Mode.OBSERVE, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Running start(Origin upstream, Mode mode, UnaryOperator<GatewayConfig> config, UnaryOperator<Ports> ports)
            throws GatewayFailure {
        AtomicReference<SiteInForce> site = new AtomicReference<>(inForce(mode));
        List<Finding> findings = new CopyOnWriteArrayList<>();
        Findings listener = findings::add;
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        GatewayConfig made = config.apply(
                GatewayConfig.of(listen, upstream).withTimeouts(quick()).withLoops(2));
        Ports given =
                ports.apply(new Ports(site::get, new PlainInsertion(), new EchoPages(), listener, audience(), CLOCK));
        return new Running(Gateway.start(made, given), site, findings);
    }

    static Audience audience() {
        return new Audience(CLOCK, () -> ZoneId.of("Europe/Paris"), new SecureRandom());
    }

    /** Nothing in tests waits long to be given up. */
    static Timeouts quick() {
        return new Timeouts(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }
}
