package eu.temoin.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constant texts of our pages: the style, which stands in each, and the script, which is loaded. */
final class Assets {
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/";

    /** Of the release of uPlot on the class path. */
    private static final String CHARTS_VERSION = version();

    /** uPlot, and what draws with it. */
    static final byte[] SCRIPT = (text(CHARTS + CHARTS_VERSION + "/dist/uPlot.iife.min.js") + '\n' + text("chart.js"))
            .getBytes(StandardCharsets.UTF_8);

    static final String SCRIPT_NAME = "chart-" + HexFormat.of().formatHex(sha256(SCRIPT), 0, 8) + ".js";

    /** For {@code integrity}. */
    static final String SCRIPT_SOURCE = "sha256-" + Base64.getEncoder().encodeToString(sha256(SCRIPT));

    static final String STYLE = compact(text("tokens.css"))
            + text(CHARTS + CHARTS_VERSION + "/dist/uPlot.min.css").strip()
            + Stream.of("page", "ask", "figures", "screens", "print")
                    .map(name -> compact(text(name + ".css")))
                    .collect(Collectors.joining());

    /** As a source of a Content-Security-Policy. */
    static final String STYLE_SOURCE =
            "'sha256-" + Base64.getEncoder().encodeToString(sha256(STYLE.getBytes(StandardCharsets.UTF_8))) + '\'';

    private Assets() {}

    private static String version() {
        Properties release = new Properties();
        try (InputStream in = Messages.open("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release.getProperty("version", "");
    }

    private static String text(String resource) {
        try (InputStream in = Messages.open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without comments and without the white space that only we need. */
    private static String compact(String css) {
        return css.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,]) ?", "$1")
                .replaceAll(": ", ":")
                .replace(";}", "}")
                .strip();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java platform without SHA-256", e);
        }
    }
}
