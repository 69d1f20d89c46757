package eu.temoin.journeys;

import com.microsoft.playwright.Page;
import eu.temoin.journeys.Chromium.Visitor;
import java.nio.file.Path;

/** Takes the pictures of {@code docs/images} anew, from the running demonstration. Not a test: somebody looks at them. */
final class Screenshots {
    private static final Visitor DESK = Visitor.USUAL.at(1280, 800);
    private static final Visitor PHONE = Visitor.USUAL.at(320, 700);

    private final House house;
    private final Path folder;

    private Screenshots(House house, Path folder) {
        this.house = house;
        this.folder = folder;
    }

    /** @param arguments the folder, or nothing for that of the checkout */
    public static void main(String[] arguments) {
        Path folder = arguments.length > 0
                ? Path.of(arguments[0])
                : Node.home().resolve("docs").resolve("images");
        try (House house = House.start()) {
            new Screenshots(house, folder).take();
        }
    }

    private void take() {
        banner("banner", DESK, "/fr/");
        banner("banner-dark-en", DESK.inTheDark().speaking("en-GB"), "/en/");
        banner("banner-phone", PHONE, "/fr/");
        placeholder("placeholder-light", DESK.at(1280, 720));
        centre("centre-light", DESK.at(1280, 1400));
        centre("centre-phone-dark", PHONE.at(320, 1100).inTheDark());
        withdrawn("withdrawn-light", DESK.at(1280, 1000));
        policy("policy-light", DESK.at(1280, 1100));
        dashboard("console-light", DESK.at(1280, 1100));
        dashboard("console-phone-dark", PHONE.at(320, 1100).inTheDark());
    }

    private Visit visit(Visitor visitor) {
        return new Visit(house.chromium().visitor(visitor), house.node().origin());
    }

    private void save(Visit visit, String name) {
        visit.settle();
        visit.page().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    private void banner(String name, Visitor visitor, String path) {
        try (Visit visit = visit(visitor)) {
            visit.open(path);
            save(visit, name);
        }
    }

    private void placeholder(String name, Visitor visitor) {
        try (Visit visit = visit(visitor)) {
            visit.open("/fr/film");
            visit.pressInBanner("refuse");
            save(visit, name);
        }
    }

    private void centre(String name, Visitor visitor) {
        try (Visit visit = visit(visitor)) {
            visit.open("/fr/");
            visit.pressInBanner("accept");
            visit.open("/fr/");
            visit.openCentre();
            save(visit, name);
        }
    }

    private void withdrawn(String name, Visitor visitor) {
        try (Visit visit = visit(visitor)) {
            visit.open("/fr/");
            visit.pressInBanner("accept");
            visit.open("/fr/settings");
            visit.openCentre();
            visit.pressInCentre("withdraw");
            visit.page().evaluate("scrollTo(0, 0)");
            save(visit, name);
        }
    }

    private void dashboard(String name, Visitor visitor) {
        try (Visit visit = visit(visitor)) {
            visit.page().navigate("http://" + house.counted().management().host() + "/audience?period=30&lang=fr");
            save(visit, name);
        }
    }

    private void policy(String name, Visitor visitor) {
        try (Visit visit = visit(visitor)) {
            visit.open("/.temoin/policy?lang=fr");
            save(visit, name);
        }
    }
}
