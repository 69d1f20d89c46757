package eu.temoin.centre;

import java.util.List;
import java.util.Optional;

/**
 * What the check's template writes.
 *
 * @param cookies whether a cookie came back; empty before anything was tried
 * @param third address of the frame that tries a third party's cookie; empty where this site has no second domain
 * @param fields of the form that starts the trial: language and way back
 */
record CheckView(
        Words words,
        CentrePaths paths,
        Optional<Boolean> cookies,
        Optional<String> third,
        Losses losses,
        SignalView signals,
        Html fields,
        String query) {
    List<Html> cookieLosses() {
        return losses.ofCookies();
    }

    List<Html> storageLosses() {
        return losses.ofStorage();
    }

    List<Html> scriptLosses() {
        return losses.ofScript();
    }

    List<Html> thirdLosses() {
        return losses.ofThirdParties();
    }

    /** How to see what could not be measured: the guide of this browser. */
    Html howThird() {
        return Html.link(paths.browser() + query + "#third", words.text("check.third.how"));
    }
}
