package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Tracker;

/** The script's tag: a constant text, and attributes that say what this page may keep. */
final class PageScript {
    private PageScript() {}

    /** @param nonce attribute of the tag with a space before it, or nothing */
    static String tag(CentrePaths paths, Decision decision, String nonce) {
        return "<script" + nonce + " data-address=\"" + paths.state() + "\" data-state=\"" + state(decision)
                + "\" data-keys=\"" + Html.escaped(keys(decision)) + "\">" + Assets.SCRIPT.text() + "</script>";
    }

    /** The tag of the script that asks about what scripts load. */
    static String asking(CentrePaths paths, Words words, String nonce) {
        return "<script" + nonce + " data-question=\"" + paths.question() + "?lang=" + words.language()
                + "\" data-reports=\"" + paths.reports() + "\">" + Assets.ASKING_SCRIPT.text() + "</script>";
    }

    /** The tag of the script that measures: it waits for nobody, and nobody waits for it. */
    static String measuring(CentrePaths paths, String nonce) {
        return "<script" + nonce + " async src=\"" + paths.measuringScript() + "\" data-to=\"" + paths.measure()
                + "\" data-choice=\"" + paths.choice() + "\"></script>";
    }

    /** What a page that comes back is compared with. */
    static String state(Decision decision) {
        return decision.fingerprint() + '.' + decision.register().revision().number();
    }

    /** Every declared storage key: its place, in capitals where it is allowed, and its name. */
    static String keys(Decision decision) {
        StringBuilder keys = new StringBuilder();
        for (Tracker tracker : decision.register().trackers()) {
            char place = switch (tracker.kind()) {
                case LOCAL_STORAGE -> 'l';
                case SESSION_STORAGE -> 's';
                case COOKIE, PIXEL, SCRIPT -> ' ';
            };
            if (place != ' ') {
                keys.append(keys.isEmpty() ? "" : " ")
                        .append(decision.allows(tracker) ? Character.toUpperCase(place) : place)
                        .append(tracker.name().text());
            }
        }
        return keys.toString();
    }
}
