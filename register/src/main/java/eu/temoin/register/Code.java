package eu.temoin.register;

import java.util.Locale;

/**
 * The kinds of problem, by stable code: {@code R…} refuses the register, {@code W…} warns, {@code H…} hints. A code is
 * never given another meaning; {@code docs/register.md} lists them.
 */
public enum Code {
    UNREADABLE("R001", "the file cannot be read"),
    TOO_LARGE("R002", "the file is over 1 MB"),
    NOT_UTF8("R003", "the file is not UTF-8"),
    FORBIDDEN_CHARACTER("R004", "a character that YAML forbids"),
    SYNTAX("R005", "not YAML"),
    ANCHOR("R006", "an anchor or alias"),
    TAG("R007", "a tag or directive"),
    DUPLICATE_KEY("R008", "a key twice in one mapping"),
    TOO_DEEP("R009", "nested too deep, or too many values"),
    NOT_ONE_DOCUMENT("R010", "no document, or more than one"),

    UNKNOWN_KEY("R020", "a key that does not exist there"),
    MISSING_KEY("R021", "a key that must be there"),
    WRONG_TYPE("R022", "a list, mapping, text, number or boolean where another is wanted"),
    EMPTY("R023", "nothing where something must be said"),
    TOO_MUCH("R024", "a text or list that is too long"),
    NOT_A_CHOICE("R025", "a word that is none of those possible"),
    MISSING_TRANSLATION("R026", "a text that lacks a language of the site"),
    UNDECLARED_LANGUAGE("R027", "a text in a language that the site does not have"),
    BAD_ID("R028", "not an id"),
    BAD_DURATION("R029", "not a duration"),
    BAD_NAME("R030", "not a tracker name or pattern"),
    BAD_ORIGIN("R031", "not an origin"),
    BAD_SOURCE("R032", "not a source"),
    BAD_ADDRESS("R033", "not an http or https address"),
    BAD_COUNTRY("R034", "not a country code"),
    BAD_LANGUAGE("R035", "not a language tag"),
    BAD_ZONE("R036", "not a time zone"),
    BAD_DATE("R037", "not a date"),
    BAD_NUMBER("R038", "not a whole number in range"),
    BAD_PATH("R039", "not a path"),
    BAD_CONTACT("R040", "not an e-mail or web address"),
    BAD_DOMAIN("R041", "not a cookie domain"),
    LINE_BREAK("R042", "a line break in a text of one line"),
    BAD_TEMPLATE("R043", "not a path template"),
    BAD_PARAMETER("R044", "not a query parameter"),
    BAD_EXTENSION("R045", "not a file extension"),

    ID_TWICE("R050", "an id used twice"),
    UNKNOWN_CATEGORY("R051", "a category that is not declared"),
    UNKNOWN_PROVIDER("R052", "a provider that is not declared"),
    SOURCE_TWICE("R053", "the same source twice"),
    SOURCE_ON_OWN_HOST("R054", "a source on a host of the site that the gateway does not serve"),
    SOURCE_IS_THE_SITE("R055", "a source that is a whole origin of the site"),
    LISTED_TWICE("R056", "the same entry twice in a list"),
    NECESSARY_NOT_FIRST("R057", "a strictly necessary category after another one"),
    SIGNAL_ON_NECESSARY("R058", "signals on a strictly necessary category"),
    OWN_TOO_WIDE("R059", "an own source that covers a public suffix"),
    REVISION_NUMBER("R060", "revisions not numbered 1, 2, 3 …"),
    REVISION_DATE("R061", "a revision dated before the one it follows"),
    FIRST_REVISION("R062", "a first revision that is not material"),
    SINCE_UNKNOWN("R063", "a since that is no revision"),
    SINCE_EDITORIAL("R064", "a since that is an editorial revision"),
    LIFETIME_TOO_LONG("R065", "a tracker that outlives the longest lifetime"),
    EXEMPT_TOO_LONG("R066", "an exempt tracker of more than 13 months"),
    TRACKER_TWICE("R067", "the same tracker twice"),
    AMBIGUOUS_NAMES("R068", "two patterns that claim the same name for different purposes"),
    CONSENT_COOKIE("R069", "a tracker named like the consent cookie"),
    PREFIX_RULES("R070", "a cookie that its name prefix does not allow"),
    DOMAIN_ELSEWHERE("R071", "a cookie domain that browsers would refuse from this site"),
    ONLY_FOR_COOKIES("R072", "a cookie attribute on something else"),
    UNKNOWN_TEXT("R073", "a text key that does not exist"),
    MISSING_TEXT("R074", "a language without built-in texts that lacks one"),
    TOKEN_TOO_LONG("R075", "so many ids that the choice would not fit into its cookie"),
    HEADER_TOO_LONG("R076", "so many sources that the Content-Security-Policy would be over its limit"),
    PREFERENCES_COOKIE("R077", "preferences whose cookie is not declared in their category"),
    PREFERENCES_TOO_LONG("R078", "preferences that do not fit into their cookie"),
    PREFERENCE_RESERVED("R079", "a preference named like a field of the form"),

    SITE_CHANGED("R080", "another site id than the register in force"),
    ID_REUSED("R081", "an id that meant something else in the register in force"),
    SINCE_NOT_RAISED("R082", "a change that needs consent again, without a newer since"),
    SINCE_LOWERED("R083", "a since older than in the register in force"),
    REVISION_REWRITTEN("R084", "a published revision that was changed or removed"),

    TEXT_PLACES("R090", "a text that does not fill in what the built-in one does"),
    AUDIENCE_NECESSARY("R091", "visitors counted under a strictly necessary category"),

    SOURCE_WITHIN_SOURCE("W101", "a source inside one of another provider"),
    CHOICE_TOO_LONG("W102", "a choice kept for longer than the CNIL recommends"),
    TRACKERS_TOO_LONG("W103", "a longest lifetime over 13 months"),
    CATEGORY_UNUSED("W104", "a category that nothing is in"),
    PROVIDER_UNUSED("W105", "a provider without source and tracker"),
    NECESSARY_FROM_OTHERS("W106", "a strictly necessary tracker of a provider that is not"),
    REVISION_ASKS_NOBODY("W107", "a material revision that no since names"),
    NEEDS_HTTPS("W108", "a cookie that browsers refuse from an http origin"),
    POLICY_OVER_HTTP("W109", "a privacy policy over http"),
    // W110 warned of added trackers, which R082 now refuses; the number is not given again.
    PUBLIC_SUFFIX("W111", "a wildcard that covers other people's sites"),
    SITE_AT_OTHER_PORT("W112", "a source on a host of the site at a port that is none of the site's"),
    TEXT_TAKEN_AS_WORDING("W113", "a text changed without asking again, and so declared to mean the same"),
    TEMPLATE_COVERED("W114", "a path template that an earlier one covers"),

    COULD_BE_HOST_PREFIXED("H201", "a cookie that could carry the __Host- prefix");

    private final String id;
    private final String summary;

    Code(String id, String summary) {
        this.id = id;
        this.summary = summary;
    }

    /** The stable code, {@code R014}. */
    public String id() {
        return id;
    }

    /** What it is about, in a few words. */
    public String summary() {
        return summary;
    }

    public Severity severity() {
        return switch (id.charAt(0)) {
            case 'R' -> Severity.ERROR;
            case 'W' -> Severity.WARNING;
            case 'H' -> Severity.HINT;
            default -> throw new IllegalStateException(id);
        };
    }

    @Override
    public String toString() {
        return id + ' ' + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
