package eu.temoin.server;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every flag {@code --some-name} can also be given as the variable {@code TEMOIN_SOME_NAME}; the flag wins. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    static final String PREFIX = "TEMOIN_";

    /** Variables that the launcher and the tests read. */
    private static final Set<String> OTHERS = Set.of(
            "TEMOIN_JAVA_HOME",
            "TEMOIN_JAVA_OPTS",
            "TEMOIN_JDK_URL",
            "TEMOIN_JDK_SHA256",
            "TEMOIN_MVN",
            "TEMOIN_MAVEN_URL",
            "TEMOIN_MAVEN_SHA512",
            "TEMOIN_CHROMIUM",
            "TEMOIN_LAUNCHER_EXPLAIN");

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? environment.get(variable(option)) : null;
    }

    static String variable(OptionSpec option) {
        return PREFIX
                + option.longestName()
                        .replaceFirst("^--?", "")
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT);
    }

    /** The variables that begin like ours and mean nothing to {@code command}: most likely misspelt. */
    static Set<String> unknown(Map<String, String> environment, CommandSpec command) {
        Set<String> known =
                command.options().stream().map(EnvironmentDefaults::variable).collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name) && !OTHERS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
