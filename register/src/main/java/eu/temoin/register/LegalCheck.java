package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.EuropeanArea;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds a register and its texts against {@link LegalItem what must be said}. Pure. It reads what is declared and knows
 * nothing else of the site: it is a list to work from, and no legal advice.
 */
public final class LegalCheck {
    /** Where a site reads the clock decides which authority is most likely its own: these are France's. */
    private static final Pattern FRENCH_ZONE =
            Pattern.compile("Europe/Paris|America/(Guadeloupe|Martinique|Cayenne|Miquelon|Marigot|St_Barthelemy)"
                    + "|Indian/(Reunion|Mayotte)|Pacific/(Noumea|Tahiti|Marquesas|Gambier|Wallis)");

    /** Hosts that lead nowhere (RFC 2606): an entry that was copied and not filled in. */
    private static final Pattern EXAMPLE_HOST =
            Pattern.compile("(.*\\.)?(example|invalid|test|example\\.(com|net|org))");

    private final Register register;

    private LegalCheck(Register register) {
        this.register = register;
    }

    /** One finding for each item, in their order. */
    public static List<LegalFinding> of(Register register) {
        LegalCheck check = new LegalCheck(register);
        return Arrays.stream(LegalItem.values()).map(check::finding).toList();
    }

    private LegalFinding finding(LegalItem item) {
        return switch (item) {
            case CONTROLLER -> controller();
            case CONTACT -> contact();
            case OFFICER -> officer();
            case PURPOSES -> purposes();
            case DETAILS -> details();
            case CONSEQUENCES -> consequences();
            case CHOICE -> choice();
            case WITHDRAWAL ->
                ownWords(
                        item,
                        "manage",
                        "banner.withdrawing",
                        "choice.withdraw",
                        "policy.choice.2",
                        "policy.choice.2.link");
            case CHOICE_LIFETIME -> choiceLifetime();
            case RECIPIENTS -> recipients();
            case LIFETIMES -> lifetimes();
            case NECESSARY -> necessary();
            case EXEMPTION -> exemption();
            case EXEMPT_DATA -> exemptData();
            case TRANSFERS -> transfers();
            case RIGHTS -> rights();
            case AUDIENCE_OWN_ACCOUNT -> AudienceConditions.finding(register, item, AudienceConditions::ownAccount);
            case AUDIENCE_TOLD -> AudienceConditions.finding(register, item, AudienceConditions::told);
            case AUDIENCE_OPPOSITION -> AudienceConditions.finding(register, item, AudienceConditions::opposition);
            case AUDIENCE_NO_TRACKER -> AudienceConditions.finding(register, item, AudienceConditions::noTracker);
            case AUDIENCE_SCRIPT -> AudienceConditions.finding(register, item, AudienceConditions::script);
            case AUDIENCE_RETENTION -> AudienceConditions.finding(register, item, AudienceConditions::retention);
        };
    }

    private LegalFinding controller() {
        return register.site().controller().name().isBlank()
                ? LegalFinding.missing(
                        LegalItem.CONTROLLER, "`site.controller` has no name", "write the legal name under `name`")
                : LegalFinding.said(LegalItem.CONTROLLER);
    }

    private LegalFinding contact() {
        if (register.site().controller().contact().isBlank()) {
            return LegalFinding.missing(
                    LegalItem.CONTACT,
                    "`site.controller` has no contact",
                    "write an e-mail or web address under `contact`");
        }
        return register.site().controller().address().filter(a -> !a.isBlank()).isEmpty()
                ? LegalFinding.missing(
                        LegalItem.CONTACT,
                        "`site.controller` has no postal address",
                        "write it on one line under `address`")
                : LegalFinding.said(LegalItem.CONTACT);
    }

    private LegalFinding officer() {
        return register.site().controller().representative().isPresent()
                ? LegalFinding.said(LegalItem.OFFICER)
                : LegalFinding.toRead(
                        LegalItem.OFFICER,
                        "`site.controller` names no data protection officer",
                        "write `representative: …` if one is designated");
    }

    private LegalFinding purposes() {
        List<String> silent =
                categories(c -> lacks(c.title()) || lacks(c.purpose()) || sameSomewhere(c.title(), c.purpose()));
        return silent.isEmpty()
                ? LegalFinding.said(LegalItem.PURPOSES)
                : LegalFinding.missing(
                        LegalItem.PURPOSES,
                        named(silent) + " has no purpose in some language, or one that only repeats the title",
                        "write under `purpose` what it is for, in one line, in every language of the site");
    }

    private LegalFinding details() {
        List<String> silent = categories(c -> lacks(c.description()) || sameSomewhere(c.purpose(), c.description()));
        return silent.isEmpty()
                ? LegalFinding.said(LegalItem.DETAILS)
                : LegalFinding.missing(
                        LegalItem.DETAILS,
                        named(silent) + " has no description in some language, or one that only repeats the purpose",
                        "write under `description` what is done, with which data, by whom");
    }

    private LegalFinding consequences() {
        List<String> silent = categories(c -> c.kind() != Category.Kind.NECESSARY && lacks(c.refusing()));
        return silent.isEmpty()
                ? ownWords(LegalItem.CONSEQUENCES, "banner.refusing", "banner.refusing.means", "purposes.refusing")
                : LegalFinding.missing(
                        LegalItem.CONSEQUENCES,
                        named(silent) + " does not say what refusing changes",
                        "write it under `refusing`, even if it is that nothing changes");
    }

    private LegalFinding choice() {
        Optional<Wording> refuse = Optional.ofNullable(register.texts().get("refuse"));
        Optional<Wording> accept = Optional.ofNullable(register.texts().get("accept"));
        if (refuse.isPresent() && accept.isPresent() && sameSomewhere(refuse.get(), accept.get())) {
            return LegalFinding.missing(
                    LegalItem.CHOICE,
                    "`texts` calls accepting and refusing by one word",
                    "delete `accept` and `refuse` from `texts`, or give each a word of its own");
        }
        return ownWords(LegalItem.CHOICE, "refuse", "accept", "configure", "banner.accepting", "policy.choice.1");
    }

    private LegalFinding choiceLifetime() {
        return Durations.days(register.choiceLifetime()) > Durations.days(Limits.CHOICE_DEFAULT)
                ? LegalFinding.toRead(
                        LegalItem.CHOICE_LIFETIME,
                        "a choice holds for " + Durations.format(register.choiceLifetime())
                                + ", and 6 months is what the CNIL calls good practice",
                        "write `choice: 6 months`, or keep on file why longer fits this site")
                : LegalFinding.said(LegalItem.CHOICE_LIFETIME);
    }

    private LegalFinding recipients() {
        List<String> unnamed = register.trackers().stream()
                .filter(t -> t.provider().isEmpty()
                        && t.domain().filter(d -> !isOfTheSite(d)).isPresent())
                .map(t -> t.name().text())
                .toList();
        if (!unnamed.isEmpty()) {
            return LegalFinding.missing(
                    LegalItem.RECIPIENTS,
                    named(unnamed) + " is set for a domain that is not the site's, and names no provider",
                    "declare who sets it under `providers`, and name it under `provider`");
        }
        List<String> nowhere = register.providers().stream()
                .filter(p -> isExample(p.policy().getHost()))
                .map(Provider::id)
                .toList();
        return nowhere.isEmpty()
                ? LegalFinding.said(LegalItem.RECIPIENTS)
                : LegalFinding.missing(
                        LegalItem.RECIPIENTS,
                        "the policy of " + named(nowhere) + " is at an address that leads nowhere",
                        "write under `policy` where that provider publishes its own");
    }

    private boolean isOfTheSite(String domain) {
        return register.site().origins().stream()
                        .anyMatch(o -> o.host().equals(domain) || o.host().endsWith('.' + domain))
                || register.site().own().stream()
                        .anyMatch(s -> s.host().equals(domain) || s.host().endsWith('.' + domain));
    }

    private static boolean isExample(String host) {
        return EXAMPLE_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private LegalFinding lifetimes() {
        List<String> silent = register.providers().stream()
                .filter(p ->
                        !p.sources().isEmpty() && register.trackers().stream().noneMatch(t -> isOf(t, p)))
                .map(Provider::id)
                .toList();
        return silent.isEmpty()
                ? LegalFinding.said(LegalItem.LIFETIMES)
                : LegalFinding.toRead(
                        LegalItem.LIFETIMES,
                        named(silent) + " is loaded from, and no tracker of theirs is declared",
                        "look in a browser at what they leave, and declare it; nothing, if they leave nothing");
    }

    private static boolean isOf(Tracker tracker, Provider provider) {
        return tracker.provider().filter(provider.id()::equals).isPresent();
    }

    private LegalFinding necessary() {
        List<String> misfiled = register.trackers().stream()
                .filter(t -> kind(t.category()) == Category.Kind.NECESSARY)
                .filter(t -> t.provider()
                        .flatMap(register::provider)
                        .filter(p -> kind(p.category()) != Category.Kind.NECESSARY)
                        .isPresent())
                .map(t -> t.name().text())
                .toList();
        if (!misfiled.isEmpty()) {
            return LegalFinding.missing(
                    LegalItem.NECESSARY,
                    named(misfiled) + " is called strictly necessary, and comes from a provider that needs consent",
                    "move it to the category of its provider");
        }
        List<String> others = register.providers().stream()
                .filter(p -> kind(p.category()) == Category.Kind.NECESSARY)
                .map(Provider::id)
                .toList();
        return others.isEmpty()
                ? LegalFinding.said(LegalItem.NECESSARY)
                : LegalFinding.toRead(
                        LegalItem.NECESSARY,
                        named(others) + " is a third party that passes without consent",
                        "keep it there only if the service that a visitor asks for cannot do without it");
    }

    private LegalFinding exemption() {
        List<String> exempt = exempt();
        if (exempt.isEmpty()) {
            return LegalFinding.said(LegalItem.EXEMPTION);
        }
        List<String> shared = register.trackers().stream()
                .filter(t -> kind(t.category()) == Category.Kind.EXEMPT)
                .filter(t -> t.domain().filter(d -> !isOfTheSite(d)).isPresent())
                .map(t -> t.name().text())
                .toList();
        if (!shared.isEmpty()) {
            return LegalFinding.missing(
                    LegalItem.EXEMPTION,
                    named(shared)
                            + " is set for a domain that other sites share, so that it could follow a visitor there",
                    "measure on the site's own domain, or ask for consent");
        }
        return LegalFinding.toRead(
                LegalItem.EXEMPTION,
                named(exempt) + " passes without consent",
                "keep it so only if it measures this site alone, for its publisher alone, yields anonymous statistics"
                        + " only, and is never matched with other data; whoever measures for you must have agreed to"
                        + " that in writing");
    }

    private LegalFinding exemptData() {
        List<String> silent = categories(c -> isExempt(c)
                && register.site().languages().stream()
                        .anyMatch(l -> c.description().in(l).chars().noneMatch(Character::isDigit)));
        if (!silent.isEmpty()) {
            return LegalFinding.missing(
                    LegalItem.EXEMPT_DATA,
                    named(silent) + " does not say how long its measurements are kept",
                    "write it under `description`: 25 months at most");
        }
        return exempt().isEmpty()
                ? LegalFinding.said(LegalItem.EXEMPT_DATA)
                : LegalFinding.toRead(
                        LegalItem.EXEMPT_DATA,
                        named(exempt()) + " says a number in its description",
                        "see that it is how long the measurements are kept, and no more than 25 months");
    }

    private List<String> exempt() {
        return categories(this::isExempt);
    }

    /** What the gateway alone counts keeps the conditions by construction; they are items of their own. */
    private boolean isExempt(Category category) {
        return category.kind() == Category.Kind.EXEMPT && !AudienceConditions.covers(register, category);
    }

    private LegalFinding transfers() {
        List<String> outside = register.providers().stream()
                .filter(p -> !EuropeanArea.holds(p.country()))
                .map(p -> p.id() + " (" + p.country() + ')')
                .toList();
        if (outside.isEmpty()) {
            return LegalFinding.said(LegalItem.TRANSFERS);
        }
        String key = "policy.transfers.safeguards";
        return register.texts().containsKey(key)
                ? LegalFinding.toRead(
                        LegalItem.TRANSFERS,
                        "`texts` says in the site's own words what covers the data of " + named(outside),
                        "read `" + key + "` again whenever a decision of the Commission changes")
                : LegalFinding.missing(
                        LegalItem.TRANSFERS,
                        named(outside) + " receives data outside the European Economic Area, and no safeguard is named",
                        "write under `texts` the text `" + key
                                + "`: the adequacy decision, or the clauses agreed on and" + " where to get a copy");
    }

    private LegalFinding rights() {
        boolean authority = register.texts().containsKey("policy.rights.2")
                || register.texts().containsKey("policy.rights.authority");
        return !authority
                        && !FRENCH_ZONE.matcher(register.site().zone().getId()).matches()
                ? LegalFinding.toRead(
                        LegalItem.RIGHTS,
                        "the policy sends complaints to the CNIL, and the site's days are those of "
                                + register.site().zone(),
                        "write under `texts` the texts `policy.rights.2`, `policy.rights.authority` and"
                                + " `policy.rights.authority.link`, if another authority is the site's")
                : ownWords(LegalItem.RIGHTS, "policy.rights.1", "policy.rights.2", "policy.rights.authority");
    }

    /** Said by the product's texts; where the site has put its own in their place, a person must read them. */
    private LegalFinding ownWords(LegalItem item, String... keys) {
        return ownWords(register, item, keys);
    }

    static LegalFinding ownWords(Register register, LegalItem item, String... keys) {
        List<String> own =
                Arrays.stream(keys).filter(register.texts()::containsKey).toList();
        return own.isEmpty()
                ? LegalFinding.said(item)
                : LegalFinding.toRead(
                        item,
                        "`texts` says it in the site's own words, in " + named(own),
                        "read whether they still say it, in every language");
    }

    private Category.Kind kind(String category) {
        return register.category(category).map(Category::kind).orElse(Category.Kind.CONSENT);
    }

    private List<String> categories(Predicate<Category> predicate) {
        return register.categories().stream()
                .filter(predicate)
                .map(Category::id)
                .toList();
    }

    private boolean lacks(Wording wording) {
        return anyLanguage(l -> wording.in(l).isBlank());
    }

    private boolean sameSomewhere(Wording one, Wording other) {
        Function<String, String> plain =
                text -> text.strip().replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
        return anyLanguage(l -> plain.apply(one.in(l)).equals(plain.apply(other.in(l))));
    }

    private boolean anyLanguage(Predicate<String> predicate) {
        return register.site().languages().stream().anyMatch(predicate);
    }

    static String named(List<String> ids) {
        return '`' + String.join("`, `", ids) + '`';
    }
}
