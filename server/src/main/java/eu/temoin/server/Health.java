package eu.temoin.server;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code /health} says. Only what was seen: it never says that something is well which it did not measure.
 *
 * @param isProtected whether visitors are: not in observe mode
 * @param revision number of the revision that is enforced
 * @param draft whether the file differs from that revision, which is then enforced from its frozen copy
 * @param storeFailure empty where the last append to the log succeeded, or none was tried
 * @param leaves of the log that are committed
 * @param next a revision that is published and not in force yet; empty where there is none
 */
record Health(
        String site,
        String mode,
        boolean isProtected,
        int revision,
        boolean draft,
        String storeFailure,
        long leaves,
        String registerProblem,
        String next) {
    /** {@code ok}, or {@code degraded}: the site works and something of ours does not. */
    String status() {
        return storeFailure.isEmpty() && registerProblem.isEmpty() ? "ok" : "degraded";
    }

    /** For a JSON writer, in the order shown. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status());
        members.put("site", site);
        members.put("mode", mode);
        members.put("visitorsProtected", isProtected);
        members.put("revision", revision);
        members.put("draft", draft);
        members.put("leaves", leaves);
        if (!next.isEmpty()) {
            members.put("next", next);
        }
        if (!storeFailure.isEmpty()) {
            members.put("store", storeFailure);
        }
        if (!registerProblem.isEmpty()) {
            members.put("register", registerProblem);
        }
        return members;
    }
}
