package eu.temoin.centre;

import eu.temoin.centre.ChoiceForm.Action;
import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import eu.temoin.consent.TokenKey;
import eu.temoin.consent.TokenReading;
import eu.temoin.consent.TokenSigner;
import eu.temoin.consent.TokenVerifier;
import eu.temoin.consent.Tracker;
import eu.temoin.ledger.AppendResult;
import eu.temoin.ledger.Bytes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a choice: where it comes from, what it says, what was shown, what it means, the ledger, and only then the
 * token. At each step it may end with a page that says why, and the visitor is as before.
 */
final class Choosing {
    private static final Logger LOG = LoggerFactory.getLogger(Choosing.class);

    /** How long a visitor waits for the ledger; it commits within milliseconds where it can. */
    static final Duration LEDGER_WAIT_MAX = Duration.ofSeconds(10);

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final CentrePaths paths;
    private final Layers layers;
    private final Pages pages;
    private final ChoiceLog ledger;
    private final TokenKey key;
    private final Clock clock;
    private final SecureRandom random;
    private final LoadingOnce once;
    private final Answered answered = new Answered();

    Choosing(
            CentrePaths paths,
            Layers layers,
            Pages pages,
            ChoiceLog ledger,
            TokenKey key,
            Clock clock,
            SecureRandom random) {
        this.paths = paths;
        this.layers = layers;
        this.pages = pages;
        this.ledger = ledger;
        this.key = key;
        this.clock = clock;
        this.random = random;
        this.once = new LoadingOnce(paths, layers, pages, key, clock, random);
    }

    CentreResponse answer(CentreRequest request) {
        Register register = request.decision().register();
        Provenance provenance = Provenance.of(request, register.site());
        if (provenance == Provenance.FOREIGN) {
            return pages.notice(request, Notice.ORIGIN);
        }
        if (request.body().length > Centre.FORM_BYTES_MAX) {
            return pages.notice(request, Notice.SIZE);
        }
        Optional<ChoiceForm> read = isForm(request) ? ChoiceForm.parse(request.body()) : Optional.empty();
        if (read.isEmpty()) {
            return pages.notice(request, Notice.FORM);
        }
        ChoiceForm form = read.get();
        if (form.revision() > register.revision().number()) {
            return pages.notice(request, Notice.REVISION, form);
        }
        if (form.action() == Action.ONCE) {
            return once.answer(request, form, provenance);
        }
        if (form.action() == Action.FORGET && provenance == Provenance.UNKNOWN) {
            // A refusal would go with the rest, and the visitor be asked anew, or counted where no consent is needed.
            return pages.notice(request, Notice.UNPROVED, form);
        }
        if (form.action() == Action.FORGET && !Pages.grants(request.decision())) {
            // Nothing was consented to, so that there is nothing to record: it is only forgotten.
            request.decision().token().ifPresent(answered::overtake);
            return forgotten(request, form, Optional.empty());
        }
        if (!form.numbered()) {
            return answer(request, form, decide(request, form, provenance));
        }
        return once(request, form, provenance, HexFormat.of().formatHex(Sha256.of(request.body())));
    }

    /** Answers a numbered form the first time that {@code hash} comes, and gives the same answer until another choice is made. */
    private CentreResponse once(CentreRequest request, ChoiceForm form, Provenance provenance, String hash) {
        Answered.Turn turn = answered.turn(hash, clock.instant());
        if (!turn.first()) {
            Optional<Outcome> earlier = waitFor(turn.outcome()).flatMap(outcome -> outcome);
            Optional<Token> present = request.decision().token();
            if (earlier.isPresent() && present.isPresent() && earlier.get().isOvertakenBy(present.get())) {
                // Not the same page again: it would give back, unrecorded, what was withdrawn since.
                answered.forget(hash, earlier.get());
                return once(request, form, provenance, hash);
            }
            return earlier.map(outcome -> done(request, form, outcome))
                    .orElseGet(() -> pages.notice(request, storeNotice(request), form));
        }
        Step step = new Refused(storeNotice(request));
        try {
            step = decide(request, form, provenance);
        } finally {
            answered.end(hash, turn, step instanceof Made made ? Optional.of(made.outcome()) : Optional.empty());
        }
        return answer(request, form, step);
    }

    private sealed interface Step {}

    private record Made(Outcome outcome) implements Step {}

    private record Refused(Notice notice) implements Step {}

    private CentreResponse answer(CentreRequest request, ChoiceForm form, Step step) {
        return switch (step) {
            case Made made -> done(request, form, made.outcome());
            case Refused refused -> pages.notice(request, refused.notice(), form);
        };
    }

    private Step decide(CentreRequest request, ChoiceForm form, Provenance provenance) {
        Decision before = request.decision();
        Register register = before.register();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, register.site().zone());
        Optional<Shown> shown = layers.find(register, form.revision(), form.layer(), form.shown());
        Register text = shown.map(Shown::register).orElse(register);
        if (!form.layer().isKnownTo(register)) {
            return new Refused(Notice.STALE);
        }
        Answer answer = Answer.of(form, text, before, today, () -> Centre.identifier(random));
        if (provenance == Provenance.UNKNOWN && (answer.granting() || answer.loosening())) {
            return new Refused(Notice.UNPROVED);
        }
        if (shown.isEmpty() && (answer.granting() || answer.loosening())) {
            return new Refused(Notice.STALE);
        }
        ChoiceRecord.When when = answer.granting()
                ? new ChoiceRecord.When.Minute(now.truncatedTo(ChronoUnit.MINUTES))
                : new ChoiceRecord.When.Day(today);
        ChoiceRecord record = answer.record(register, form.layer(), shown.map(Shown::sha256), when, before);
        return append(request, answer.choice(), record, today);
    }

    private Step append(CentreRequest request, Choice choice, ChoiceRecord record, LocalDate today) {
        Optional<AppendResult> result = waitFor(ledger.append(ChoiceRecord.LEDGER_KIND, Bytes.wrap(record.encode())));
        if (result.isEmpty()) {
            LOG.warn("a choice was not recorded within {}", LEDGER_WAIT_MAX);
            return new Refused(storeNotice(request));
        }
        return switch (result.get()) {
            case AppendResult.Failed failed -> {
                LOG.warn("a choice was not recorded: {}", failed.failure().code());
                yield new Refused(storeNotice(request));
            }
            case AppendResult.Appended appended -> {
                request.decision().token().ifPresent(answered::overtake);
                yield new Made(outcome(request, choice, record, appended.receipt(), today));
            }
        };
    }

    private static Notice storeNotice(CentreRequest request) {
        return Notice.store(request.decision().token().isPresent());
    }

    private Outcome outcome(
            CentreRequest request,
            Choice choice,
            ChoiceRecord record,
            eu.temoin.ledger.Receipt receipt,
            LocalDate today) {
        Decision before = request.decision();
        Decision after = after(before, choice, today);
        List<Tracker> gone = before.register().trackers().stream()
                .filter(tracker -> before.allows(tracker) && !after.allows(tracker))
                .toList();
        List<Tracker> withdrawn = gone.stream()
                .filter(tracker -> tracker.kind() == Tracker.Kind.COOKIE)
                .toList();
        Cleared cleared = Cleared.of(before.register(), gone, BrowserView.names(request.all("cookie")));
        Words words = Words.of(before.register(), record.language());
        return new Outcome(
                choice,
                record,
                before.token(),
                after,
                receipt,
                withdrawn,
                cleared,
                off(words, before, after),
                silenced(before, after));
    }

    private static List<String> off(Words words, Decision before, Decision after) {
        List<String> off = new ArrayList<>();
        for (Category category : before.register().categories()) {
            if (before.allowsCategory(category.id()) && !after.allowsCategory(category.id())) {
                off.add(words.of(category.title()));
            }
        }
        return off;
    }

    private static List<String> silenced(Decision before, Decision after) {
        return before.register().providers().stream()
                .filter(provider -> before.allowsProvider(provider.id()) && !after.allowsProvider(provider.id()))
                .map(Provider::name)
                .toList();
    }

    /** The decision that the choice leads to, by the same way as the next request's: signed, verified, decided. */
    private Decision after(Decision before, Choice choice, LocalDate today) {
        Register register = before.register();
        Decider decider = layers.decider(register);
        String siteId = register.site().id();
        String value = new TokenSigner(siteId, key).sign(choice);
        TokenReading reading = new TokenVerifier(siteId, List.of(key))
                .verify(value)
                .<TokenReading>map(TokenReading.Valid::new)
                .orElse(TokenReading.NONE);
        return decider.decide(reading, before.signals(), today);
    }

    /** Everything optional goes, the choice with it, and whoever comes next is asked. */
    private CentreResponse forgotten(CentreRequest request, ChoiceForm form, Optional<Outcome> outcome) {
        Register register = request.decision().register();
        LocalDate today = LocalDate.ofInstant(clock.instant(), register.site().zone());
        Decision unknown = layers.decider(register)
                .decide(TokenReading.NONE, request.decision().signals(), today);
        Decision nothing = after(request.decision(), Answer.refusingAll(register, today), today);
        List<Tracker> gone = register.trackers().stream()
                .filter(tracker -> !nothing.allows(tracker))
                .toList();
        Cleared cleared = Cleared.of(register, gone, BrowserView.names(request.all("cookie")));
        CentreResponse page = Responses.withHeader(
                pages.forgotten(request, form, unknown, nothing, cleared, outcome),
                "Set-Cookie",
                TokenSigner.expireCookie(request.origin().isSecure()));
        return new CentreResponse(page.status(), page.headers(), page.body(), gone, Optional.of(nothing));
    }

    private CentreResponse done(CentreRequest request, ChoiceForm form, Outcome outcome) {
        if (form.action() == Action.FORGET) {
            return forgotten(request, form, Optional.of(outcome));
        }
        Register register = request.decision().register();
        CentreResponse response = form.layer().kind() == Layer.Kind.CENTRE
                ? pages.centre(request, form, outcome)
                : Responses.seeOther(
                        ReturnPath.to(ReturnPath.checked(form.back(), paths), ReturnPath.lasting(form.anchor())));
        String cookie = new TokenSigner(register.site().id(), key)
                .setCookie(
                        outcome.choice(),
                        register.site().zone(),
                        request.origin().isSecure());
        CentreResponse withToken = Responses.withHeader(response, "Set-Cookie", cookie);
        if (form.layer().kind() == Layer.Kind.QUESTION) {
            // The question may have been about what was set just before it: then the answer keeps that.
            Optional<String> kept = PreferencePages.kept(request, form, outcome.after(), paths);
            withToken = kept.isPresent() ? Responses.withHeader(withToken, "Set-Cookie", kept.get()) : withToken;
        }
        return new CentreResponse(withToken.status(), withToken.headers(), withToken.body(), outcome.withdrawn());
    }

    static boolean isForm(CentreRequest request) {
        return request.one("content-type")
                .map(type -> type.split(";", 2)[0].strip())
                .filter(FORM_TYPE::equalsIgnoreCase)
                .isPresent();
    }

    private static <T> Optional<T> waitFor(Future<T> future) {
        try {
            return Optional.of(future.get(LEDGER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ledger answers, and never fails otherwise", e);
        }
    }
}
