package eu.temoin.journeys;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house; each says why it stands. */
class ArchitectureTest {
    private static final String ROOT = "eu.temoin.";

    /** Who may know whom. A module that is not listed may not exist. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("consent", Set.of()),
            Map.entry("register", Set.of("consent")),
            Map.entry("enforcement", Set.of("consent")),
            Map.entry("ledger", Set.of()),
            Map.entry("audience", Set.of()),
            Map.entry("gateway", Set.of("consent", "enforcement", "audience")),
            Map.entry("centre", Set.of("consent", "ledger")),
            Map.entry("console", Set.of("consent", "register", "enforcement", "ledger", "audience")),
            // An outer ring: it knows every module that declares a port.
            Map.entry("storage", Set.of("ledger", "enforcement", "register", "audience", "consent")),
            Map.entry(
                    "server",
                    Set.of(
                            "consent",
                            "register",
                            "enforcement",
                            "ledger",
                            "audience",
                            "gateway",
                            "centre",
                            "console",
                            "storage")),
            Map.entry("demo", Set.of()));

    /** Which libraries a module may use beside the JDK, JSpecify and, but for the two embeddable ones, SLF4J. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("consent", Set.of()),
            Map.entry("register", Set.of("org.snakeyaml.engine..")),
            Map.entry("enforcement", Set.of()),
            Map.entry("ledger", Set.of("org.bouncycastle..")),
            Map.entry("audience", Set.of("org.apache.datasketches..")),
            Map.entry("gateway", Set.of("io.netty..")),
            Map.entry("centre", Set.of("gg.jte..")),
            Map.entry("console", Set.of("gg.jte..")),
            Map.entry("storage", Set.of("org.jdbi..", "org.flywaydb..", "org.sqlite..")),
            Map.entry(
                    "server",
                    Set.of(
                            "picocli..",
                            "io.vertx..",
                            "io.micrometer..",
                            "io.prometheus..",
                            "ch.qos.logback..",
                            "tools.jackson..",
                            "com.fasterxml.jackson.annotation..")),
            Map.entry("demo", Set.of("io.vertx..")));

    private static final Set<String> EMBEDDABLE = Set.of("consent", "enforcement");

    private static final Set<String> FORBIDDEN_PACKAGE_NAMES =
            Set.of("util", "utils", "impl", "helper", "manager", "common", "core", "service", "dto");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The conformance classes of other modules arrive here packed, and are tests none the less.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("eu.temoin");

    @TestFactory
    Stream<DynamicTest> modulesKnowOnlyThoseBehindTheirArrows() {
        return perModule((module, known) -> {
            String[] others = MAY_KNOW.keySet().stream()
                    .filter(other -> !other.equals(module) && !known.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + module + "..")
                    .should(never(dependOnClassesThat(resideInAnyPackage(others))))
                    .because("the arrows of the design are fixed: " + module + " may know " + known)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @TestFactory
    Stream<DynamicTest> modulesUseOnlyTheirLibraries() {
        return perModule((module, known) -> {
            List<String> allowed =
                    new ArrayList<>(List.of("java..", "javax..", "jdk..", "org.jspecify..", "eu.temoin.."));
            allowed.addAll(MAY_USE.getOrDefault(module, Set.of()));
            if (!EMBEDDABLE.contains(module)) {
                allowed.add("org.slf4j..");
            }
            classes()
                    .that()
                    .resideInAPackage(ROOT + module + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                            .or(DescribedPredicate.describe("primitives and arrays", JavaClass::isPrimitive))
                            .or(DescribedPredicate.describe("arrays", JavaClass::isArray)))
                    .because("each module has its own few libraries, and a second one needs a decision")
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    private static Stream<DynamicTest> perModule(ModuleCheck check) {
        return MAY_KNOW.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check.of(e.getKey(), e.getValue())));
    }

    private interface ModuleCheck {
        void of(String module, Set<String> mayKnow);
    }

    @Test
    void everyModuleIsOnTheMap() {
        Set<String> found = new java.util.TreeSet<>();
        CLASSES.forEach(c -> found.add(moduleOf(c)));
        found.remove("gates");
        assertThat(MAY_KNOW.keySet()).as("modules with classes").containsAll(found);
    }

    private static String moduleOf(JavaClass c) {
        String rest = c.getPackageName().substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("eu.temoin.(**)")
                .should()
                .beFreeOfCycles()
                .because("what cannot be understood alone cannot be changed alone")
                .check(CLASSES);
    }

    @Test
    void noPackageIsNamedAfterNothing() {
        classes()
                .should(haveNoPackagePart(FORBIDDEN_PACKAGE_NAMES))
                .because("such a name says what kind of thing lies there, never what for")
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> haveNoPackagePart(Set<String> names) {
        return new ArchCondition<>("lie in no package named " + names) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                boolean named =
                        Arrays.stream(c.getPackageName().split("\\.", -1)).anyMatch(names::contains);
                if (named) {
                    events.add(SimpleConditionEvent.violated(c, c.getName() + " lies in a package of such a name"));
                }
            }
        };
    }

    @Test
    void everyPackageIsNullMarked() {
        Map<String, Boolean> marked = new LinkedHashMap<>();
        CLASSES.forEach(c -> {
            // jte writes its templates' classes itself; they are called through the typed pages only.
            if (!c.getPackageName().contains(".templates")) {
                marked.merge(c.getPackageName(), c.getPackage().isAnnotatedWith(NullMarked.class), Boolean::logicalOr);
            }
        });
        marked.remove("eu.temoin.gates");
        assertThat(marked)
                .as("packages and whether NullAway checks them")
                .allSatisfy((name, is) -> assertThat(is).as(name).isTrue());
    }

    @Test
    void eventLoopsNeverBlock() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "gateway..", ROOT + "enforcement..", ROOT + "consent..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi.."))
                .orShould()
                .callMethodWhere(blocks())
                .because("one blocked event loop stops every visitor on it; pages and stores live on other threads")
                .check(CLASSES);
    }

    /** Of the gateway: what the main thread calls, and what runs on a virtual thread that looks addresses up. */
    private static final Set<String> NOT_ON_A_LOOP =
            Set.of("Gateway.start", "Gateway.close", "Gateway.keepLookingUp", "Upstream.lookUp");

    /** Calls that wait. */
    private static DescribedPredicate<JavaCall<?>> blocks() {
        Map<String, Set<String>> waiting = Map.of(
                "java.lang.Thread", Set.of("sleep", "join"),
                "java.lang.Object", Set.of("wait"),
                "java.util.concurrent.CompletableFuture", Set.of("get", "join"),
                "java.util.concurrent.Future", Set.of("get"),
                "java.util.concurrent.CountDownLatch", Set.of("await"),
                "java.util.concurrent.BlockingQueue", Set.of("take", "put"),
                "io.netty.util.concurrent.Future",
                        Set.of("sync", "syncUninterruptibly", "await", "awaitUninterruptibly", "get"),
                "io.netty.channel.ChannelFuture",
                        Set.of("sync", "syncUninterruptibly", "await", "awaitUninterruptibly"),
                "java.net.InetAddress", Set.of("getByName", "getAllByName"));
        return DescribedPredicate.describe("waits", call -> {
            AccessTarget target = call.getTarget();
            boolean waits =
                    waiting.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
            boolean named = NOT_ON_A_LOOP.contains(call.getOriginOwner().getSimpleName() + "."
                    + call.getOrigin().getName());
            return waits && !named;
        });
    }

    @Test
    void timeComesFromOutside() {
        noClasses()
                .that(resideOutside(ROOT + "server", ROOT + "demo"))
                .should()
                .callMethodWhere(DescribedPredicate.describe("reads the clock", call -> {
                    String owner = call.getTarget().getOwner().getName();
                    String name = call.getTarget().getName();
                    boolean now = name.equals("now")
                            && owner.startsWith("java.time.")
                            && call.getTarget().getRawParameterTypes().isEmpty();
                    return now
                            || owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                            || owner.equals("java.time.Clock") && name.startsWith("system");
                }))
                .because("a clock that is passed in can be set in a test, and expiry is a promise")
                .check(CLASSES);
    }

    @Test
    void onlyCommandsPrint() {
        noClasses()
                .that(resideOutside(ROOT + "server", ROOT + "demo"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("what is printed elsewhere is seen by nobody, and may hold what nobody should see")
                .check(CLASSES);
    }

    @Test
    void failuresHaveAType() {
        noClasses()
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "makes a generic exception",
                        call -> Set.of(
                                                "java.lang.Exception",
                                                "java.lang.RuntimeException",
                                                "java.lang.Throwable",
                                                "java.lang.Error")
                                        .contains(call.getTarget().getOwner().getName())
                                && !isException(call.getOriginOwner())))
                .because("who catches it can only guess what happened")
                .check(CLASSES);
    }

    private static boolean isException(JavaClass c) {
        return c.isAssignableTo(Throwable.class);
    }

    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        return resideOutsideOfPackages(
                Arrays.stream(packages).map(name -> name + "..").toArray(String[]::new));
    }
}
