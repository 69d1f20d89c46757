package eu.temoin.journeys;

import com.microsoft.playwright.Page;
import eu.temoin.journeys.Chromium.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every page and state of ours in every dress: light and dark, three widths, both languages. Not a test: somebody looks
 * at them. {@code index.html} in the folder lays them side by side, and a sheet for each state shows its dresses at once.
 */
final class Gallery {
    /** The height of a window, by its width: a phone, a tablet, a desk. */
    private static final List<Size> SIZES = List.of(new Size(320, 640), new Size(768, 1024), new Size(1440, 900));

    /** Past it a picture of a whole page is cut: the rest repeats the same rows. */
    private static final int PICTURE_PIXELS_MAX = 6_000;

    private final House house;
    private final Path folder;

    private Gallery(House house, Path folder) {
        this.house = house;
        this.folder = folder;
    }

    record Size(int width, int height) {}

    /** One way a page is looked at. */
    record Dress(String language, Size size, boolean dark) {
        Visitor visitor() {
            Visitor visitor = Visitor.USUAL
                    .speaking(language.equals("fr") ? "fr-FR" : "en-GB")
                    .at(size.width(), size.height());
            return dark ? visitor.inTheDark() : visitor;
        }

        String suffix() {
            return "-" + language + "-" + size.width() + (dark ? "-dark" : "-light");
        }

        static List<Dress> all() {
            List<Dress> all = new ArrayList<>();
            for (String language : List.of("fr", "en")) {
                for (boolean dark : List.of(false, true)) {
                    for (Size size : SIZES) {
                        all.add(new Dress(language, size, dark));
                    }
                }
            }
            return all;
        }
    }

    /** @param arguments the folder, then names of states or nothing for all of them */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        List<Scene> scenes = Scene.all().stream()
                .filter(scene -> wanted.isEmpty() || wanted.contains(scene.name()))
                .toList();
        if (scenes.isEmpty()) {
            System.err.println("No state of that name. There are: "
                    + String.join(", ", Scene.all().stream().map(Scene::name).toList()));
            System.exit(2);
        }
        try (House house = House.start()) {
            new Gallery(house, folder).take(scenes);
        }
    }

    private void take(List<Scene> scenes) throws IOException {
        List<Dress> dresses = Dress.all();
        int taken = 0;
        for (Scene scene : scenes) {
            System.err.println(scene.name() + ": " + dresses.size() + " pictures (" + (scenes.indexOf(scene) + 1)
                    + " of " + scenes.size() + ")");
            for (Dress dress : dresses) {
                picture(scene, dress);
                taken++;
            }
        }
        Files.writeString(folder.resolve("index.html"), index(scenes, dresses));
        for (Scene scene : scenes) {
            sheet(scene, dresses);
        }
        System.err.println(
                taken + " pictures and " + scenes.size() + " sheets in " + folder + "; open index.html there");
    }

    private void picture(Scene scene, Dress dress) {
        try (Visit visit = scene.begin(house, dress.language(), dress.visitor())) {
            Page page = visit.page();
            double height = ((Number) page.evaluate("document.documentElement.scrollHeight")).doubleValue();
            Page.ScreenshotOptions options =
                    new Page.ScreenshotOptions().setPath(folder.resolve(scene.name() + dress.suffix() + ".png"));
            if (scene.whole()) {
                options.setFullPage(true).setClip(0, 0, dress.size().width(), Math.min(height, PICTURE_PIXELS_MAX));
            }
            page.screenshot(options);
        }
    }

    private static String index(List<Scene> scenes, List<Dress> dresses) {
        StringBuilder page =
                new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>Témoin, every page"
                        + " and state</title><style>body{font:16px/1.5 sans-serif;margin:24px}section{border-top:2px solid;margin:24px"
                        + " 0}div{display:flex;gap:12px;flex-wrap:wrap;align-items:start}figure{margin:0}img{width:240px;border:1px"
                        + " solid #999;max-height:600px;object-fit:cover;object-position:top}figcaption{font-size:13px}</style>"
                        + "<h1>Every page and state</h1>");
        for (Scene scene : scenes) {
            page.append("<section><h2>").append(scene.name()).append("</h2><div>");
            for (Dress dress : dresses) {
                String file = scene.name() + dress.suffix() + ".png";
                page.append("<figure><a href=\"")
                        .append(file)
                        .append("\"><img loading=lazy alt=\"\" src=\"")
                        .append(file)
                        .append("\"></a><figcaption>")
                        .append(dress.suffix().substring(1))
                        .append("</figcaption></figure>");
            }
            page.append("</div></section>");
        }
        return page.append("</html>").toString();
    }

    /** One picture of all the dresses of a state. */
    private void sheet(Scene scene, List<Dress> dresses) {
        StringBuilder markup = new StringBuilder(
                "<!doctype html><meta charset=utf-8><style>body{margin:8px;width:1960px;"
                        + "background:#888;display:flex;flex-wrap:wrap;gap:8px;align-items:start}img{max-height:900px}</style>");
        for (Dress dress : dresses) {
            markup.append("<img style=\"width:")
                    .append(dress.size().width() == 320 ? 240 : dress.size().width() == 768 ? 300 : 420)
                    .append("px;object-fit:cover;object-position:top\" src=\"")
                    .append(scene.name())
                    .append(dress.suffix())
                    .append(".png\">");
        }
        Path source = folder.resolve("sheet-" + scene.name() + ".html");
        try (Visit visit = new Visit(house.chromium().visitor(Visitor.USUAL.at(1980, 1000)), "")) {
            Files.writeString(source, markup.toString());
            visit.open(source.toUri().toString());
            visit.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(folder.resolve("sheet-" + scene.name() + ".png")));
            Files.delete(source);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
