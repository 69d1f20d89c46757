package eu.temoin.centre;

import java.util.List;
import java.util.Optional;

/**
 * Which guide fits the browser that asks, by what it says of itself in this one request. The answer is shown on the page
 * and goes nowhere else: it is not kept, counted or logged.
 *
 * <p>Chromium's brands ({@code Sec-CH-UA}, User-Agent Client Hints section 3) are read first, since there Brave, Opera and
 * others do not pass for Chrome; then the words of {@code User-Agent} (RFC 9110 section 10.1.5). A browser that has no
 * guide, or says nothing, gives none: a wrong guide would be worse. An iPad asks for desktop pages as a Mac does, and
 * cannot be told from one.
 */
final class Recognition {
    /** Longer headers are not read: none of a browser's is. */
    static final int HEADER_LENGTH_MAX = 1_024;

    /** Words of programs that are built on another and say so too: no guide is theirs. */
    private static final List<String> OTHERS = List.of(
            "OPR/",
            "OPT/",
            "Opera",
            "Vivaldi/",
            "YaBrowser/",
            "DuckDuckGo/",
            "Ddg/",
            "Brave",
            "UCBrowser/",
            "HuaweiBrowser/",
            "MiuiBrowser/",
            "Whale/",
            "Focus/",
            "Klar/",
            "SeaMonkey/",
            "PaleMoon/",
            "GSA/",
            "FBAN/",
            "FBAV/",
            "Instagram",
            "; wv)",
            "HeadlessChrome/",
            "bot",
            "Bot",
            "spider");

    private Recognition() {}

    private enum Platform {
        WINDOWS,
        MAC,
        LINUX,
        ANDROID,
        IOS,
        OTHER
    }

    static Optional<Guide> of(CentreRequest request) {
        Optional<String> agent = request.one("user-agent").filter(Recognition::readable);
        Optional<String> brands = request.one("sec-ch-ua").filter(Recognition::readable);
        Optional<String> platform = request.one("sec-ch-ua-platform").filter(Recognition::readable);
        return of(agent.orElse(""), brands.orElse(""), platform.orElse(""));
    }

    private static boolean readable(String header) {
        return header.length() <= HEADER_LENGTH_MAX;
    }

    static Optional<Guide> of(String agent, String brands, String platform) {
        Platform system = system(agent, platform);
        if (!brands.isEmpty()) {
            return branded(brands, system);
        }
        if (OTHERS.stream().anyMatch(agent::contains)) {
            return Optional.empty();
        }
        if (agent.contains("SamsungBrowser/")) {
            return system == Platform.ANDROID ? Optional.of(Guide.SAMSUNG_ANDROID) : Optional.empty();
        }
        if (agent.contains("Edg/") || agent.contains("EdgA/") || agent.contains("EdgiOS/")) {
            return pick(system, Guide.EDGE_DESKTOP, Guide.EDGE_ANDROID, Guide.EDGE_IOS);
        }
        if (agent.contains("Firefox/") || agent.contains("FxiOS/")) {
            return pick(system, Guide.FIREFOX_DESKTOP, Guide.FIREFOX_ANDROID, Guide.FIREFOX_IOS);
        }
        if (agent.contains("Chrome/") || agent.contains("CriOS/")) {
            return pick(system, Guide.CHROME_DESKTOP, Guide.CHROME_ANDROID, Guide.CHROME_IOS);
        }
        // Every browser of an iPhone is built on Safari's engine; only Safari itself names its version.
        if (agent.contains("Safari/") && agent.contains("Version/")) {
            return switch (system) {
                case MAC -> Optional.of(Guide.SAFARI_MAC);
                case IOS -> Optional.of(Guide.SAFARI_IOS);
                case WINDOWS, LINUX, ANDROID, OTHER -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** By the list of brands, in which a program stands beside the engine that it is built on. */
    private static Optional<Guide> branded(String brands, Platform system) {
        if (brands.contains("\"Google Chrome\"")) {
            return pick(system, Guide.CHROME_DESKTOP, Guide.CHROME_ANDROID, Guide.CHROME_IOS);
        }
        if (brands.contains("\"Microsoft Edge\"")) {
            return pick(system, Guide.EDGE_DESKTOP, Guide.EDGE_ANDROID, Guide.EDGE_IOS);
        }
        if (brands.contains("\"Samsung Internet\"")) {
            return system == Platform.ANDROID ? Optional.of(Guide.SAMSUNG_ANDROID) : Optional.empty();
        }
        // Chromium itself names no other brand, and has Chrome's menus.
        boolean plain = brands.contains("\"Chromium\"") && named(brands) == 1;
        return plain ? pick(system, Guide.CHROME_DESKTOP, Guide.CHROME_ANDROID, Guide.CHROME_IOS) : Optional.empty();
    }

    /** How many brands are named beside the invented one, by which Chromium keeps servers from relying on the list. */
    private static int named(String brands) {
        int named = 0;
        for (String brand : brands.split(",", 8)) {
            // Chromium invents one from the words Not, A and Brand, with marks in between that change.
            boolean invented = brand.replaceAll("[^A-Za-z]", "").startsWith("NotA");
            named += invented ? 0 : 1;
        }
        return named;
    }

    private static Optional<Guide> pick(Platform system, Guide desktop, Guide android, Guide ios) {
        return switch (system) {
            case WINDOWS, MAC, LINUX -> Optional.of(desktop);
            case ANDROID -> Optional.of(android);
            case IOS -> Optional.of(ios);
            case OTHER -> Optional.empty();
        };
    }

    private static Platform system(String agent, String platform) {
        String said = platform.replace("\"", "").strip();
        return switch (said) {
            case "Windows" -> Platform.WINDOWS;
            case "macOS" -> Platform.MAC;
            case "Linux", "Chrome OS", "Chromium OS" -> Platform.LINUX;
            case "Android" -> Platform.ANDROID;
            case "iOS" -> Platform.IOS;
            default -> system(agent);
        };
    }

    private static Platform system(String agent) {
        if (agent.contains("iPhone") || agent.contains("iPad") || agent.contains("iPod")) {
            return Platform.IOS;
        }
        if (agent.contains("Android")) {
            return Platform.ANDROID;
        }
        if (agent.contains("Windows NT")) {
            return Platform.WINDOWS;
        }
        // Firefox, Chrome and Edge on an iPad name themselves, and ask as a Mac.
        if (agent.contains("FxiOS/") || agent.contains("CriOS/") || agent.contains("EdgiOS/")) {
            return Platform.IOS;
        }
        if (agent.contains("Macintosh")) {
            return Platform.MAC;
        }
        return agent.contains("Linux") || agent.contains("CrOS") ? Platform.LINUX : Platform.OTHER;
    }
}
