package eu.temoin.centre;

import eu.temoin.consent.OwnVisits;

/**
 * What the page of the switch writes.
 *
 * @param fields of the form: language and way back
 */
record OwnVisitsView(Words words, State state, Html fields) {
    /** Of visits from this browser. */
    enum State {
        /** Counted apart, by the switch. */
        APART,
        /** Counted like everybody's. */
        COUNTED,
        /** Not counted at all, by the visitor's choice or signal. */
        NOT_COUNTED
    }

    boolean apart() {
        return state == State.APART;
    }

    String title() {
        return switch (state) {
            case APART -> words.text("own.apart");
            case COUNTED -> words.text("own.counted");
            case NOT_COUNTED -> words.text("own.not-counted");
        };
    }

    /** What that means, or what the switch would do. */
    Html means() {
        Html cookie = Html.code(OwnVisits.COOKIE);
        String period = words.period(OwnVisits.LIFETIME);
        return apart() ? words.html("own.apart.means", cookie, period) : words.html("own.cookie", cookie, period);
    }
}
