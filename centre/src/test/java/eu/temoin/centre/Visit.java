package eu.temoin.centre;

import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenReading;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.ledger.Ledger;
import eu.temoin.ledger.LedgerOptions;
import eu.temoin.ledger.LogKey;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A visitor with a cookie jar, in front of a centre with a real ledger in a real file. */
final class Visit implements AutoCloseable {
    static final TokenKey KEY = TokenKey.of(new byte[TokenKey.SECRET_LENGTH]);

    private final SqliteDatabase database;
    final Ledger ledger;
    final Centre centre;
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T08:41:07Z"));
    Register register = Samples.arcade();
    /** What {@link PastRegisters} answers with, by revision. */
    final Map<Integer, Register> published = new HashMap<>();

    Signals signals = Signals.NONE;
    Origin origin = Samples.ORIGIN;
    String token = "";
    final Map<String, String> otherCookies = new LinkedHashMap<>();
    final Map<String, String> headers = new HashMap<>();

    Visit(Path folder) throws Exception {
        database = SqliteDatabase.open(folder.resolve("centre.db"), SqliteOptions.defaults());
        SecureRandom random = new SecureRandom();
        ledger = Ledger.open(
                database.ledger(),
                LogKey.loadOrCreate(folder, "arcade.example/log", random),
                random,
                LedgerOptions.defaults());
        PastRegisters past = new PastRegisters() {
            @Override
            public Optional<Register> recent(int revision) {
                return Optional.ofNullable(published.get(revision));
            }

            @Override
            public Optional<Register> at(int revision) {
                return recent(revision);
            }
        };
        centre = new Centre(CentrePaths.DEFAULT, past, ledger::append, KEY, clock, random);
        headers.put("sec-fetch-site", "same-origin");
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Samples.ZONE);
    }

    Decision decision() {
        List<String> cookies = token.isEmpty() ? List.of() : List.of("eu-consent=" + token);
        TokenReading reading = new TokenVerifier(register.site().id(), List.of(KEY)).read(cookies);
        return Decider.of(register).decide(reading, signals, today());
    }

    CentreResponse get(String path, String query) {
        return send("GET", path, query, new byte[0]);
    }

    Document page(String path, String query) {
        return parse(get(path, query));
    }

    CentreResponse post(Map<String, String> fields) {
        headers.put("content-type", "application/x-www-form-urlencoded");
        return send("POST", "/.temoin/choice", "", encode(fields).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends, and keeps the token that comes back. */
    CentreResponse send(String method, String path, String query, byte[] body) {
        Map<String, List<String>> sent = new HashMap<>();
        headers.forEach((name, value) -> sent.put(name, List.of(value)));
        List<String> pairs = new ArrayList<>();
        if (!token.isEmpty()) {
            pairs.add("eu-consent=" + token);
        }
        otherCookies.forEach((name, value) -> pairs.add(name + '=' + value));
        if (!pairs.isEmpty()) {
            sent.put("cookie", List.of(String.join("; ", pairs)));
        }
        CentreResponse response = centre.answer(new CentreRequest(method, path, query, sent, body, decision(), origin));
        header(response, "Set-Cookie")
                .filter(line -> line.startsWith("eu-consent="))
                .ifPresent(line -> token = line.substring("eu-consent=".length(), line.indexOf(';')));
        return response;
    }

    /** The form whose button {@code action} is pressed, as a browser would send it. */
    static Map<String, String> form(Document page, String action) {
        Element form = page.expectFirst("form:has(button[name=do][value=" + action + "])");
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : form.select("input")) {
            boolean sent = !input.attr("type").equals("radio") || input.hasAttr("checked");
            if (sent) {
                fields.put(input.attr("name"), input.attr("value"));
            }
        }
        fields.put("do", action);
        return fields;
    }

    Document banner() {
        return Jsoup.parse(new String(
                centre.insertions().opening(decision(), "fr", "/jeux/fissure?niveau=2"), StandardCharsets.UTF_8));
    }

    Document placeholder(String provider, String anchor) {
        Gated gated = new Gated(register.provider(provider).orElseThrow(), "iframe", "", anchor, true);
        return document(centre.insertions().placeholder(decision(), "fr", "/jeux", false, Optional.empty(), gated));
    }

    /** What a browser reads out of the attribute that the placeholder stands in. */
    static Document document(Placeholder placeholder) {
        String frame = "<iframe srcdoc=\"" + placeholder.document() + "\"></iframe>";
        return Jsoup.parse(Jsoup.parse(frame).expectFirst("iframe").attr("srcdoc"));
    }

    Document centrePage() {
        return page("/.temoin/centre", "lang=fr");
    }

    /** Chooses in the centre: the ids in {@code yes} are set to Oui. */
    CentreResponse save(String... yes) {
        Map<String, String> fields = form(centrePage(), "save");
        fields.replaceAll((name, value) -> name.startsWith("c.") ? "0" : value);
        for (String id : yes) {
            fields.put("c." + id, "1");
        }
        return post(fields);
    }

    static Document parse(CentreResponse response) {
        return Jsoup.parse(new String(response.body(), StandardCharsets.UTF_8));
    }

    static Optional<String> header(CentreResponse response, String name) {
        return response.headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static String encode(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8)
                + '='
                + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }

    static final class SettableClock extends Clock {
        private Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void set(String instant) {
            now = Instant.parse(instant);
        }

        @Override
        public ZoneId getZone() {
            return Samples.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
