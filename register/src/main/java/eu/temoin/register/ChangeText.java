package eu.temoin.register;

import eu.temoin.consent.Change;
import java.util.Locale;

/** A change in words, for operators: {@code the provider lanterne is loaded from cdn.example as well}. */
public final class ChangeText {
    private ChangeText() {}

    /** One clause, without a full stop. */
    public static String of(Change change) {
        return switch (change.subject()) {
            case Change.OfSite site -> ofSite(change);
            case Change.OfCategory of -> "the category `" + of.category().id() + "` " + ofCategory(change);
            case Change.OfProvider of -> "the provider `" + of.provider().id() + "` " + ofProvider(change);
            case Change.OfTracker of ->
                "the tracker " + Problems.quoted(of.tracker().name().text()) + ' ' + ofTracker(change);
        };
    }

    private static String fromTo(Change change) {
        String was = change.before().isEmpty() ? "none" : Problems.quoted(change.before());
        String is = change.after().isEmpty() ? "none" : Problems.quoted(change.after());
        return was + " → " + is;
    }

    private static String ofSite(Change change) {
        return switch (change.what()) {
            case CONTROLLER -> "another controller answers for the site: " + fromTo(change);
            case OWN_ADDED ->
                "what comes from " + Problems.quoted(change.after()) + " now always passes, as the site's own";
            case OWN_REMOVED -> Problems.quoted(change.before()) + " is no longer the site's own";
            case TEXTS -> "words of the product are replaced: " + change.after();
            default -> "the site's " + plain(change) + ": " + fromTo(change);
        };
    }

    private static String plain(Change change) {
        return change.what().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String ofCategory(Change change) {
        return switch (change.what()) {
            case CATEGORY_ADDED -> "is new";
            case CATEGORY_REMOVED -> "is removed";
            case CATEGORY_KIND -> "is of another kind: " + fromTo(change);
            case CATEGORY_TITLE -> "has another title: " + fromTo(change);
            case CATEGORY_PURPOSE -> "has another purpose: " + fromTo(change);
            case CATEGORY_DESCRIPTION -> "is described otherwise: " + fromTo(change);
            case CATEGORY_REFUSING -> "says otherwise what refusing means: " + fromTo(change);
            case SIGNALS_FEWER -> "is refused by fewer signals: " + fromTo(change);
            case SETTINGS_ADDED -> "remembers more settings: " + change.after();
            case AUDIENCE_ADDED -> "counts visitors, and did not";
            case AUDIENCE_MORE -> "counts more of visitors: " + change.after();
            case AUDIENCE_SCRIPT -> "measures visitors by a script in the page, and did not";
            case AUDIENCE_PUBLIC -> "shows everybody what it counts, and did not";
            case AUDIENCE_THRESHOLD -> "shows smaller figures: from " + change.before() + " → " + change.after();
            case SIGNALS_MORE -> "is refused by more signals: " + fromTo(change);
            case SINCE_RAISED -> "asks again by its `since`";
            default -> plain(change) + ": " + fromTo(change);
        };
    }

    private static String ofProvider(Change change) {
        return switch (change.what()) {
            case PROVIDER_ADDED -> "is new";
            case PROVIDER_REMOVED -> "is removed";
            case PROVIDER_NAME -> "has another name: " + fromTo(change);
            case PROVIDER_MOVED -> "moves to another category: " + fromTo(change);
            case PROVIDER_COUNTRY -> "takes the data to another country: " + fromTo(change);
            case PROVIDER_POLICY_HOST -> "has its policy with somebody else: " + fromTo(change);
            case PROVIDER_POLICY -> "has its policy at another address: " + fromTo(change);
            case SOURCE_ADDED -> "is loaded from " + Problems.quoted(change.after()) + " as well";
            case SOURCE_NARROWER -> "names " + Problems.quoted(change.after()) + ", a part of what it named";
            case SOURCE_REMOVED -> "is no longer loaded from " + Problems.quoted(change.before());
            case SINCE_RAISED -> "asks again by its `since`";
            default -> plain(change) + ": " + fromTo(change);
        };
    }

    private static String ofTracker(Change change) {
        return switch (change.what()) {
            case TRACKER_ADDED -> "is new";
            case TRACKER_REMOVED -> "is removed";
            case TRACKER_MOVED -> "moves to another category: " + fromTo(change);
            case TRACKER_HOLDER -> "is somebody else's: " + fromTo(change);
            case TRACKER_PURPOSE -> "has another purpose: " + fromTo(change);
            case LIFETIME_LONGER -> "stays longer: " + lifetimes(change);
            case LIFETIME_SHORTER -> "stays less long: " + lifetimes(change);
            case REACH_WIDER -> "reaches more hosts: " + fromTo(change);
            case REACH_NARROWER -> "reaches fewer hosts: " + fromTo(change);
            case SENT_ACROSS_SITES -> "is sent from pages of other sites: " + fromTo(change);
            default -> plain(change) + ": " + fromTo(change);
        };
    }

    private static String lifetimes(Change change) {
        return lifetime(change.before()) + " → " + lifetime(change.after());
    }

    /** As a register writes it. */
    private static String lifetime(String text) {
        return text.equals(Durations.SESSION) ? text : Durations.format(java.time.Period.parse(text));
    }
}
