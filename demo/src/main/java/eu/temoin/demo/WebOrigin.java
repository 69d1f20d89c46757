package eu.temoin.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A public origin, {@code http://host} or {@code https://host}, with a port or without.
 *
 * @param text as it is written in front of a path, without a slash at the end
 */
record WebOrigin(String text) {

    /**
     * @throws WrongUse if it is not an origin: another scheme, no host, or a path behind it
     */
    static WebOrigin parse(String flag, String text) throws WrongUse {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getHost() != null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if (web && bare) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                return new WebOrigin(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other text that is not an origin.
        }
        throw new WrongUse(flag + " wants an origin such as http://arcade.localhost:8080, not " + text);
    }

    static WebOrigin local(String host, int port) {
        return new WebOrigin("http://" + host + ":" + port);
    }

    /** Host and port, as a {@code Host} header writes them. */
    String authority() {
        return text.substring(text.indexOf("://") + 3);
    }
}
