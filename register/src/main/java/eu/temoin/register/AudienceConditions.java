package eu.temoin.register;

import eu.temoin.consent.Audience;
import eu.temoin.consent.Category;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The conditions under which the gateway itself may count visitors: a part of {@link LegalCheck}. In exempt mode all of
 * them are conditions of the exemption (CNIL guidelines 2020-091, article 5); with consent, only what is told must be true.
 */
final class AudienceConditions {
    /** A length in French or English, as descriptions write it. */
    private static final Pattern LENGTH =
            Pattern.compile("([0-9]{1,4})[\\s\\u00A0\\u202F]*(mois|months?|ans?|années?|years?)(?!\\p{L})");

    private static final Pattern WITHOUT_SCRIPT =
            Pattern.compile("(?i)\\b(sans (aucun )?script|ni script|(without|no) (any )?scripts?)\\b");

    private static final int MONTHS_OF_A_YEAR = 12;

    private final Register register;
    private final Category category;
    private final boolean exempt;

    private AudienceConditions(Register register, Category category) {
        this.register = register;
        this.category = category;
        this.exempt = category.kind() == Category.Kind.EXEMPT;
    }

    /** Nothing is to be held to them where the register counts nobody. */
    static LegalFinding finding(
            Register register, LegalItem item, Function<AudienceConditions, LegalFinding> condition) {
        return register.audience()
                .map(Audience::category)
                .flatMap(register::category)
                .map(category -> condition.apply(new AudienceConditions(register, category)))
                .orElse(LegalFinding.said(item));
    }

    /** Whether the category is exempt, and holds nothing but the gateway's own counting, whose conditions stand here. */
    static boolean covers(Register register, Category category) {
        boolean counts = register.audience()
                .filter(audience -> audience.category().equals(category.id()))
                .isPresent();
        return counts
                && register.providers().stream().noneMatch(p -> p.category().equals(category.id()))
                && register.trackers().stream().noneMatch(t -> t.category().equals(category.id()));
    }

    LegalFinding ownAccount() {
        List<String> others = new ArrayList<>(register.providers().stream()
                .filter(p -> p.category().equals(category.id()))
                .map(Provider::id)
                .toList());
        trackers(t -> t.provider()).forEach(others::add);
        return others.isEmpty() || !exempt
                ? LegalFinding.said(LegalItem.AUDIENCE_OWN_ACCOUNT)
                : LegalFinding.missing(
                        LegalItem.AUDIENCE_OWN_ACCOUNT,
                        LegalCheck.named(others) + " takes part in `" + category.id()
                                + "`, which counts without consent, for the publisher alone",
                        "move it to a category that asks for consent");
    }

    LegalFinding told() {
        return ownWords(
                LegalItem.AUDIENCE_TOLD,
                "audience.counted",
                "audience.how",
                "audience.exempt",
                "audience.visitors",
                "audience.agree",
                "audience.banner",
                "audience.banner.consent",
                "audience.line",
                "audience.line.visitors");
    }

    /**
     * What a script reads in a browser falls under the law's rule on reading (EDPB guidelines 2/2023), and so it is told, and
     * told truly.
     */
    LegalFinding script() {
        if (!register.audience().map(Audience::script).orElse(false)) {
            return LegalFinding.said(LegalItem.AUDIENCE_SCRIPT);
        }
        boolean denied = register.site().languages().stream()
                .map(category.description()::in)
                .anyMatch(text -> WITHOUT_SCRIPT.matcher(text).find());
        return denied
                ? LegalFinding.missing(
                        LegalItem.AUDIENCE_SCRIPT,
                        "the description of `" + category.id() + "` says that no script is used, and `audience.script`"
                                + " puts one into pages",
                        "take these words out of the description, or delete `script: true`")
                : ownWords(
                        LegalItem.AUDIENCE_SCRIPT,
                        "audience.script",
                        "audience.script.line",
                        "audience.script.banner",
                        "audience.script.banner.consent");
    }

    LegalFinding opposition() {
        List<String> unheard = Arrays.stream(Signal.values())
                .filter(signal -> !category.refusedBy().contains(signal))
                .map(Words::word)
                .toList();
        if (exempt && !unheard.isEmpty()) {
            return LegalFinding.missing(
                    LegalItem.AUDIENCE_OPPOSITION,
                    "`" + category.id() + "` counts those who object by " + LegalCheck.named(unheard),
                    "delete its key `refused-by`, or write `refused-by: [gpc, dnt]`");
        }
        return ownWords(
                LegalItem.AUDIENCE_OPPOSITION,
                "purposes.exempt",
                "purposes.opposing",
                "policy.exempt",
                "audience.object",
                "audience.signal");
    }

    /** A tracker of somebody else is said above. */
    LegalFinding noTracker() {
        List<String> trackers =
                trackers(t -> t.provider().isEmpty() ? Optional.of(t.name().text()) : Optional.empty());
        if (trackers.isEmpty()) {
            return LegalFinding.said(LegalItem.AUDIENCE_NO_TRACKER);
        }
        String what = LegalCheck.named(trackers) + " is declared under `" + category.id()
                + "`, of which the policy says that it is counted without cookie or storage";
        return exempt
                ? LegalFinding.missing(
                        LegalItem.AUDIENCE_NO_TRACKER, what, "delete it, or move it to a category of its own")
                : LegalFinding.toRead(
                        LegalItem.AUDIENCE_NO_TRACKER,
                        what,
                        "delete it if it only counts visitors, or move it to a category of its own");
    }

    LegalFinding retention() {
        boolean longer = register.site().languages().stream()
                .map(category.description()::in)
                .flatMap(text -> LENGTH.matcher(text).results())
                .anyMatch(found -> months(found) > Audience.MONTHS_KEPT);
        return longer
                ? LegalFinding.missing(
                        LegalItem.AUDIENCE_RETENTION,
                        "the description of `" + category.id() + "` says more than " + Audience.MONTHS_KEPT
                                + " months, after which every sum is erased",
                        "write " + Audience.MONTHS_KEPT + " months, or leave it to the policy, which says so")
                : ownWords(LegalItem.AUDIENCE_RETENTION, "audience.kept");
    }

    private static int months(MatchResult found) {
        int number = Integer.parseInt(found.group(1));
        String unit = found.group(2);
        return unit.startsWith("mo") ? number : number * MONTHS_OF_A_YEAR;
    }

    private List<String> trackers(Function<Tracker, Optional<String>> naming) {
        return register.trackers().stream()
                .filter(t -> t.category().equals(category.id()))
                .flatMap(t -> naming.apply(t).stream())
                .distinct()
                .toList();
    }

    private LegalFinding ownWords(LegalItem item, String... keys) {
        return LegalCheck.ownWords(register, item, keys);
    }
}
