package eu.temoin.centre;

import eu.temoin.centre.CentreView.Message;
import eu.temoin.centre.CentreView.ReceiptView;
import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Our own pages, as answers. */
final class Pages {
    private static final int NUMBER_BYTES = 16;

    private final CentrePaths paths;
    private final PastRegisters past;
    private final Layers layers;
    private final SecureRandom random;

    Pages(CentrePaths paths, PastRegisters past, Layers layers, SecureRandom random) {
        this.paths = paths;
        this.past = past;
        this.layers = layers;
        this.random = random;
    }

    /** The registers of earlier revisions. */
    PastRegisters past() {
        return past;
    }

    CentreResponse centre(CentreRequest request) {
        String language = language(request);
        Decision decision = request.decision();
        Optional<Message> message = changed(decision, language).or(() -> standing(decision, language));
        return centre(request, language, back(request), decision, message, Optional.empty(), Cleared.NOTHING);
    }

    /** The centre as the answer to a form. */
    CentreResponse centre(CentreRequest request, ChoiceForm form, Outcome outcome) {
        String language =
                Languages.known(outcome.after().register(), form.layer().language());
        String back = ReturnPath.checked(form.back(), paths);
        Words words = Words.of(outcome.after().register(), language);
        return centre(
                request,
                language,
                back,
                outcome.after(),
                Optional.of(done(words, outcome)),
                Optional.of(outcome),
                outcome.cleared());
    }

    /**
     * The centre of somebody of whom nothing is known any longer.
     *
     * @param nothing the decision that lets nothing optional pass, by which this page removes storage keys
     */
    CentreResponse forgotten(
            CentreRequest request,
            ChoiceForm form,
            Decision unknown,
            Decision nothing,
            Cleared cleared,
            Optional<Outcome> outcome) {
        Register register = unknown.register();
        String language = Languages.known(register, form.layer().language());
        Words words = Words.of(register, language);
        List<Html> lines = new ArrayList<>(cleared.lines(words, paths, register));
        lines.add(words.html(unknown.ask() ? "done.forgotten.asked" : "done.forgotten.signal"));
        Message message = new Message("done", words.text("done.forgotten"), lines);
        String back = ReturnPath.checked(form.back(), paths);
        CentreView view = view(request, language, back, unknown, Optional.of(message), outcome, cleared, true);
        Frame frame = Frame.of(words, paths, nothing, "centre.title", paths.centre(), back);
        return Responses.page(200, language, Rendering.centre(frame, view));
    }

    /** A placeholder's words, with all the room that they take. */
    CentreResponse load(CentreRequest request) {
        Optional<Loading> asked = Loading.of(request, paths);
        if (asked.isEmpty()) {
            return notice(request, Notice.MISSING);
        }
        Loading loading = asked.get();
        Decision decision = request.decision();
        String language = language(request);
        Layer layer = Layer.placeholder(language, loading.provider().id());
        PlaceholderView view = PlaceholderView.of(decision.register(), paths, layer)
                .about(loading.shows(), Html.EMPTY, loading.once(), loading.place());
        Html fields = view.fields(layers.of(decision.register(), layer));
        Frame frame = Frame.of(
                        view.words(),
                        paths,
                        decision,
                        "centre.title",
                        paths.load(),
                        loading.place().back())
                .about(view.title(), view.query());
        return Responses.page(200, language, Rendering.load(frame, view, fields));
    }

    CentreResponse notice(CentreRequest request, Notice notice) {
        return notice(request, notice, language(request), back(request));
    }

    CentreResponse notice(CentreRequest request, Notice notice, ChoiceForm form) {
        Register register = request.decision().register();
        String language = Languages.known(register, form.layer().language());
        return notice(request, notice, language, ReturnPath.checked(form.back(), paths));
    }

    private CentreResponse notice(CentreRequest request, Notice notice, String language, String back) {
        Words words = Words.of(request.decision().register(), language);
        Frame frame = Frame.of(words, paths, request.decision(), notice.title(), paths.centre(), back);
        return Responses.page(notice.status(), language, Rendering.notice(frame, notice));
    }

    private CentreResponse centre(
            CentreRequest request,
            String language,
            String back,
            Decision decision,
            Optional<Message> message,
            Optional<Outcome> outcome,
            Cleared cleared) {
        CentreView view = view(request, language, back, decision, message, outcome, cleared, false);
        Words words = Words.of(decision.register(), language);
        Frame frame = Frame.of(words, paths, decision, "centre.title", paths.centre(), back);
        return Responses.page(200, language, Rendering.centre(frame, view));
    }

    private CentreView view(
            CentreRequest request,
            String language,
            String back,
            Decision decision,
            Optional<Message> message,
            Optional<Outcome> outcome,
            Cleared cleared,
            boolean forgotten) {
        Register register = decision.register();
        Words words = Words.of(register, language);
        Layer layer = Layer.centre(language, Variant.of(decision));
        Shown shown = layers.of(register, layer);
        String fields = Shown.fields(shown.sha256(), back) + Shown.hidden("number", number());
        String purposes =
                Rendering.purposes(PurposesView.of(decision, paths, layer)).replace(Shown.MARK.markup(), fields);
        Html button = new Html(Fields.of(register, layer).markup().replace(Shown.MARK.markup(), fields));
        Optional<Html> withdraw = grants(decision) ? Optional.of(button) : Optional.empty();
        Optional<Html> forget = !forgotten && remembers(request, decision) ? Optional.of(button) : Optional.empty();
        String sealed = outcome.map(Pages::leafHash).orElse(shown.sha256());
        String sealName = words.text(outcome.isPresent() ? "receipt.fingerprint" : "choice.fingerprint");
        Set<String> deleted = new LinkedHashSet<>(cleared.deleted());
        if (forgotten) {
            deleted.add(TokenVerifier.COOKIE);
        }
        return new CentreView(
                StateView.of(words, paths, past, decision, sealName, sealed),
                new Html(purposes),
                BrowserView.of(words, paths, decision, request.all("cookie"), deleted),
                message,
                withdraw,
                forget,
                PartiesView.of(words, decision),
                outcome.map(Pages::receipt),
                receiptSteps(words, register));
    }

    /** Whether this browser holds anything that is not strictly necessary, as far as this request tells. */
    private static boolean remembers(CentreRequest request, Decision decision) {
        return decision.token().isPresent()
                || BrowserView.names(request.all("cookie")).stream()
                        .anyMatch(name -> decision.register().trackers().stream()
                                .filter(tracker -> tracker.kind() == Tracker.Kind.COOKIE)
                                .filter(tracker -> decision.register()
                                        .category(tracker.category())
                                        .filter(category -> category.kind() != Category.Kind.NECESSARY)
                                        .isPresent())
                                .anyMatch(tracker -> tracker.name().matches(name)));
    }

    private static List<Html> receiptSteps(Words words, Register register) {
        Html command = Html.code("./temoin verify --receipt " + words.text("receipt.check.file") + " --key "
                + words.text("receipt.check.key"));
        return List.of(
                words.html("receipt.check.1"),
                words.html("receipt.check.2", command),
                words.html("receipt.check.3", contact(register)));
    }

    private static Html contact(Register register) {
        String contact = register.site().controller().contact();
        return contact.startsWith("http") ? Html.link(contact, contact) : Html.text(contact);
    }

    /** Whether something is granted that needs consent. */
    static boolean grants(Decision decision) {
        return decision.token()
                .map(Token::choice)
                .filter(choice -> grants(decision.register(), choice))
                .isPresent();
    }

    private static boolean grants(Register register, Choice choice) {
        boolean category = register.categories().stream()
                .anyMatch(found -> found.kind() == Category.Kind.CONSENT
                        && choice.categories().getOrDefault(found.id(), false));
        return category || choice.providers().containsValue(true);
    }

    /** What changed since the choice that stands, where that is why somebody is asked again. */
    private Optional<Message> changed(Decision decision, String language) {
        List<String> changes = layers.changes(decision, language);
        Words words = Words.of(decision.register(), language);
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message(
                        "warn",
                        words.text("changed.since", Layers.day(decision, words)),
                        changes.stream().map(Html::text).toList()));
    }

    /** What stands, where that needs saying. */
    private static Optional<Message> standing(Decision decision, String language) {
        Words words = Words.of(decision.register(), language);
        String period = words.period(decision.register().choiceLifetime());
        return switch (decision.basis()) {
            case CHOICE -> Optional.empty();
            case NO_CHOICE -> Optional.of(message("plain", words, "choice.none", "choice.none.means"));
            case EXPIRED ->
                Optional.of(new Message(
                        "warn", words.text("choice.expired", period), List.of(words.html("choice.expired.means"))));
            case CONFLICT -> Optional.of(message("warn", words, "choice.conflict", "choice.conflict.means"));
        };
    }

    private static Message message(String tone, Words words, String first, String then) {
        return new Message(tone, words.text(first), List.of(words.html(then)));
    }

    /** What a choice did: granted, switched off, deleted, silenced. */
    private Message done(Words words, Outcome outcome) {
        Register register = outcome.after().register();
        List<Html> lines = new ArrayList<>();
        List<String> granted = new ArrayList<>();
        outcome.record()
                .granted()
                .forEach(id -> register.category(id).ifPresent(found -> granted.add(words.of(found.title()))));
        outcome.record()
                .grantedProviders()
                .forEach(id -> register.provider(id).ifPresent(found -> granted.add(found.name())));
        boolean withdrawal = outcome.record().kind() == ChoiceRecord.Kind.WITHDRAWAL;
        if (!granted.isEmpty()) {
            lines.add(words.html("done.granted", words.joined(granted)));
        }
        if (!outcome.off().isEmpty()) {
            lines.add(words.html("done.off", words.joined(outcome.off())));
        }
        lines.addAll(outcome.cleared().lines(words, paths, register));
        if (!outcome.silenced().isEmpty()) {
            lines.add(words.html("done.silent", words.joined(outcome.silenced())));
        }
        boolean asksEachTime = outcome.choice().askEachTime() && granted.isEmpty() && !withdrawal;
        if (granted.isEmpty()) {
            lines.add(words.html(asksEachTime ? "done.each.means" : "done.refused.means"));
        }
        String first = asksEachTime
                ? "done.each"
                : withdrawal ? "done.withdrawn" : granted.isEmpty() ? "done.refused" : "done.saved";
        return new Message("done", words.text(first), lines);
    }

    private static ReceiptView receipt(Outcome outcome) {
        byte[] file = outcome.receipt().encode().toArray();
        String index = String.valueOf(outcome.receipt().index());
        return new ReceiptView(
                outcome.record().identifier().isEmpty(),
                index,
                leafHash(outcome),
                outcome.record().text().strip(),
                outcome.record().site() + '-' + index + ".tlog-proof",
                "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(file),
                new String(file, StandardCharsets.UTF_8));
    }

    private static String leafHash(Outcome outcome) {
        // RFC 9162 section 2.1.1: a leaf is hashed behind a zero byte.
        byte[] entry = outcome.receipt().leaf().encode().toArray();
        byte[] prefixed = new byte[entry.length + 1];
        System.arraycopy(entry, 0, prefixed, 1, entry.length);
        return HexFormat.of().formatHex(Sha256.of(prefixed));
    }

    String language(CentreRequest request) {
        return Centre.language(request.decision().register(), request.query(), request.one("accept-language"));
    }

    String back(CentreRequest request) {
        return ReturnPath.checked(
                Centre.Query.parameter(request.query(), "back").orElse(ReturnPath.HOME), paths);
    }

    private String number() {
        byte[] bytes = new byte[NUMBER_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
