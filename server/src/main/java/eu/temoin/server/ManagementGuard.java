package eu.temoin.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request to the management port that changes something may be what a page in somebody's browser had sent. The
 * port has no sign-in and stands on the loopback interface, which every page of the operator's own browser can reach.
 *
 * <ul>
 *   <li>A page that had its own name turned to this address (DNS rebinding) is known by its {@code Host}: only numbers,
 *       {@code localhost} and the name that the port was told to listen on are taken.
 *   <li>A page of another site is known by {@code Origin} and {@code Sec-Fetch-Site}, which it cannot leave out.
 * </ul>
 */
final class ManagementGuard {
    private final String listening;

    /** @param listening the host that the port was told to listen on */
    ManagementGuard(String listening) {
        this.listening = listening.toLowerCase(Locale.ROOT);
    }

    /**
     * Why the request is refused; empty where it is not.
     *
     * @param hosts values of {@code Host}
     * @param origins values of {@code Origin}
     * @param fetchSites values of {@code Sec-Fetch-Site}
     */
    Optional<String> refusal(List<String> hosts, List<String> origins, List<String> fetchSites) {
        Optional<String> name = wrongName(hosts);
        if (name.isPresent()) {
            return name;
        }
        boolean fromAPage = !origins.isEmpty()
                || !fetchSites.stream().allMatch(site -> site.equals("none") || site.equals("same-origin"));
        return fromAPage ? Optional.of("no page of a browser may ask for this") : Optional.empty();
    }

    /**
     * Why a request is refused that reads what only operators may: a page that had its own name turned to this address
     * could read the answer. Empty where it is not.
     *
     * @param hosts values of {@code Host}
     */
    Optional<String> wrongName(List<String> hosts) {
        return hosts.size() == 1 && isOurs(hosts.getFirst())
                ? Optional.empty()
                : Optional.of("ask it by its number, as in 127.0.0.1:9090, or by the name given to --management");
    }

    private boolean isOurs(String authority) {
        String host = authority.toLowerCase(Locale.ROOT);
        boolean bracketed = host.startsWith("[");
        int end = bracketed ? host.indexOf(']') + 1 : host.indexOf(':');
        String name = end > 0 ? host.substring(0, end) : host;
        String rest = host.substring(name.length());
        if (!rest.matches("(:[0-9]{1,5})?")) {
            return false;
        }
        return bracketed
                || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                || name.equals("localhost")
                || name.equals(listening);
    }
}
