package eu.temoin.journeys;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arcade and its two third parties, as the demonstration starts them. */
final class Arcade implements AutoCloseable {
    private final Child child;

    private Arcade(Child child) {
        this.child = child;
    }

    /** @param publicOrigin where browsers reach the arcade */
    static Arcade start(String publicOrigin) {
        Child child = Child.start(
                "eu.temoin.demo.Main",
                List.of(
                        "--stay",
                        "--arcade-port",
                        "0",
                        "--video-port",
                        "0",
                        "--stats-port",
                        "0",
                        "--arcade-public",
                        publicOrigin,
                        "--settings-form",
                        "/.temoin/preferences"));
        child.await("that all are ready", "ready all"::equals);
        return new Arcade(child);
    }

    /** Where the arcade itself listens. */
    String address() {
        return said("arcade", 1);
    }

    ThirdParty video() {
        return new ThirdParty(said("video", 2));
    }

    ThirdParty stats() {
        return new ThirdParty(said("stats", 2));
    }

    private String said(String site, int group) {
        Pattern pattern = Pattern.compile("ready " + site + " (\\S+) public=(\\S+)");
        Matcher matcher = pattern.matcher(child.await(
                "where " + site + " is", line -> pattern.matcher(line).matches()));
        if (!matcher.matches()) {
            throw new AssertionError("no address of " + site);
        }
        return matcher.group(group);
    }

    /** A third party's own word on what reached it. */
    record ThirdParty(String origin) {
        private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

        private Wire wire() {
            return Wire.to(origin);
        }

        /** How many requests reached it since {@link #forget}. */
        int seen() {
            Matcher matcher = TOTAL.matcher(list());
            if (!matcher.find()) {
                throw new AssertionError("no total in " + list());
            }
            return Integer.parseInt(matcher.group(1));
        }

        /** The whole list, as JSON. */
        String list() {
            return wire().get("/seen.json").text();
        }

        void forget() {
            Wire.Reply reply = wire().send("POST /seen/reset", "Content-Length: 0");
            if (reply.status() != 303) {
                throw new AssertionError("not reset: " + reply);
            }
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
