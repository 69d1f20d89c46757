package eu.temoin.centre;

import java.util.Locale;
import java.util.Optional;

/** A browser on a kind of device, for which there are steps. In the order in which they are offered. */
enum Guide {
    CHROME_DESKTOP("Chrome", Device.DESKTOP),
    CHROME_ANDROID("Chrome", Device.ANDROID),
    CHROME_IOS("Chrome", Device.IOS),
    EDGE_DESKTOP("Edge", Device.DESKTOP),
    EDGE_ANDROID("Edge", Device.ANDROID),
    EDGE_IOS("Edge", Device.IOS),
    FIREFOX_DESKTOP("Firefox", Device.DESKTOP),
    FIREFOX_ANDROID("Firefox", Device.ANDROID),
    FIREFOX_IOS("Firefox", Device.IOS),
    SAFARI_MAC("Safari", Device.MAC),
    SAFARI_IOS("Safari", Device.IOS),
    SAMSUNG_ANDROID("Samsung Internet", Device.ANDROID);

    enum Device {
        DESKTOP("browser.on.desktop"),
        MAC("browser.on.mac"),
        ANDROID("browser.on.android"),
        IOS("browser.on.ios");

        private final String key;

        Device(String key) {
            this.key = key;
        }
    }

    private final String program;
    private final Device device;

    Guide(String program, Device device) {
        this.program = program;
        this.device = device;
    }

    /** As it stands in addresses and in the files of steps: {@code firefox-android}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Guide> parse(String id) {
        for (Guide guide : values()) {
            if (guide.id().equals(id)) {
                return Optional.of(guide);
            }
        }
        return Optional.empty();
    }

    /** Firefox on Android. */
    String name(Words words) {
        return words.text(device.key, program);
    }
}
