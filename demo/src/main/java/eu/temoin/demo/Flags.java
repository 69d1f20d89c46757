package eu.temoin.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@link Main}.
 *
 * @param arcadePort where the arcade listens, or the next free one; 0 for any
 * @param videoPort the same for the video provider
 * @param statsPort the same for the audience provider
 * @param arcadePublic where browsers reach the arcade when something stands in front of it
 * @param settingsForm where the arcade sends its visitors' settings instead of keeping them itself; a path
 * @param stay run on when standard input ends
 */
record Flags(
        int arcadePort,
        int videoPort,
        int statsPort,
        Optional<WebOrigin> arcadePublic,
        Optional<String> settingsForm,
        boolean stay) {

    static final int ARCADE_PORT = 8081;
    static final int VIDEO_PORT = 8082;
    static final int STATS_PORT = 8083;

    static final String HELP = """
            Three web sites: the arcade La Borne, its video provider Lanterne, its audience provider Métrique.

              --arcade-port N      where the arcade listens (8081)
              --video-port N       where the video provider listens (8082)
              --stats-port N       where the audience provider listens (8083)
                                   0 takes any free port; where a port is in use, the next free one is taken, and said
              --arcade-public URL  the origin under which browsers reach the arcade, when a proxy stands in front of it
                                   (http://arcade.localhost:PORT)
              --settings-form PATH where the form of the settings is sent, when something in front of the arcade keeps them
                                   (the arcade keeps them itself, in a cookie)
              --stay               run on when standard input ends; without it the sites stop then, so that no orphan
                                   outlives whoever started them
              --help               this

            Prints `ready NAME http://127.0.0.1:PORT public=ORIGIN` for each site, then `ready all`.
            Example: --arcade-port 0 --arcade-public http://arcade.localhost:8080
            """;

    private static final int PORT_MAX = 65_535;

    private static final List<String> WITH_VALUE =
            List.of("--arcade-port", "--video-port", "--stats-port", "--arcade-public", "--settings-form");

    /**
     * @throws WrongUse on a flag that is unknown, given twice, without its value, or whose value cannot be read
     */
    static Flags parse(List<String> arguments) throws WrongUse {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String flag = arguments.get(i);
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            String value;
            if (flag.equals("--stay")) {
                value = "";
            } else if (!WITH_VALUE.contains(name)) {
                throw new WrongUse("unknown flag " + flag + "; --help lists them");
            } else if (equals >= 0) {
                value = flag.substring(equals + 1);
            } else if (++i < arguments.size()) {
                value = arguments.get(i);
            } else {
                throw new WrongUse(flag + " wants a value");
            }
            if (given.putIfAbsent(name, value) != null) {
                throw new WrongUse(name + " is given twice");
            }
        }
        String arcadePublic = given.get("--arcade-public");
        return new Flags(
                port(given, "--arcade-port", ARCADE_PORT),
                port(given, "--video-port", VIDEO_PORT),
                port(given, "--stats-port", STATS_PORT),
                arcadePublic == null ? Optional.empty() : Optional.of(WebOrigin.parse("--arcade-public", arcadePublic)),
                settingsForm(given),
                given.containsKey("--stay"));
    }

    private static Optional<String> settingsForm(Map<String, String> given) throws WrongUse {
        String path = given.get("--settings-form");
        if (path != null && !path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new WrongUse("--settings-form wants a path as /.temoin/preferences, not " + path);
        }
        return Optional.ofNullable(path);
    }

    private static int port(Map<String, String> given, String flag, int usual) throws WrongUse {
        String value = given.get(flag);
        if (value == null) {
            return usual;
        }
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= PORT_MAX) {
            return Integer.parseInt(value);
        }
        throw new WrongUse(flag + " wants a port from 0 to " + PORT_MAX + ", not " + value);
    }
}
