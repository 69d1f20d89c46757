package eu.temoin.journeys;

import java.util.Locale;

/**
 * The two pages of {@code ./temoin bench gateway}, about 20 KB each and always the same.
 *
 * <p>{@link #ORDINARY} has the mix of the public corpus: of its 88 pages, each number below is the median of what a page
 * has for 1,000 of its bytes (scripts, styles and comments taken out before tags were counted). Tag for tag it is made
 * up; nothing is copied.
 *
 * <table>
 *   <caption>What 1,000 bytes hold</caption>
 *   <tr><th></th><th>corpus</th><th>this page</th></tr>
 *   <tr><td>start tags</td><td>5.3</td><td>5.9</td></tr>
 *   <tr><td>end tags</td><td>4.9</td><td>5.6</td></tr>
 *   <tr><td>attributes</td><td>7.7</td><td>7.9</td></tr>
 *   <tr><td>addresses ({@code href}, {@code src} and the like)</td><td>1.2</td><td>1.1</td></tr>
 *   <tr><td>bytes in scripts and styles</td><td>204</td><td>196</td></tr>
 *   <tr><td>bytes of text</td><td>252</td><td>244</td></tr>
 *   <tr><td>bytes in start tags</td><td>382</td><td>355</td></tr>
 * </table>
 *
 * <p>{@link #DENSE} has an address for each 100 bytes, four times as many tags, and no script of its own: denser than any
 * page of the corpus. It shows what the worst page costs.
 */
enum BenchPage {
    ORDINARY("a page of ordinary mix") {
        @Override
        String html() {
            StringBuilder page = new StringBuilder(HEAD);
            script(page);
            page.append(THIRD_PARTIES).append("</head>\n<body class=\"page page--front\">\n");
            for (int i = 0; page.length() < LENGTH - TAIL.length(); i++) {
                article(page, i);
            }
            return page.append(TAIL).toString();
        }
    },
    DENSE("a page full of tags") {
        @Override
        String html() {
            StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=fr><head><title>Bench</title>\n"
                    + "<script src=/a.js></script><link rel=stylesheet href=/s.css>\n"
                    + "<script async src=\"https://stats.example/m.js\"></script></head>\n<body><h1>Bench</h1>\n");
            for (int i = 0; page.length() < LENGTH; i++) {
                page.append("<p class=\"text\">Paragraphe <b>")
                        .append(i)
                        .append("</b> : du texte, <a href=\"/page/")
                        .append(i)
                        .append("\">un lien</a>, et une image <img src=\"/i/")
                        .append(i)
                        .append(
                                ".png\" alt=\"\" width=40 height=40>, puis encore un peu de texte pour finir la ligne.</p>\n");
            }
            return page.append(TAIL).toString();
        }
    };

    private static final int LENGTH = 20_000;

    private static final int SCRIPT_LENGTH = 3_500;

    private static final String HEAD = """
            <!doctype html>
            <html lang="fr" class="no-js">
            <head>
            <meta charset="utf-8">
            <title>Les nouvelles de la ville</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="description" content="Ce qui se passe cette semaine dans la ville et alentour.">
            <link rel="stylesheet" href="/assets/css/site.css?v=20261125">
            <style>
            .page{margin:0;font:16px/1.5 system-ui,sans-serif;color:#222;background:#fff}
            .card{display:grid;grid-template-columns:1fr 3fr;gap:1rem;padding:1rem;border-bottom:1px solid #ddd}
            .card__title{font-size:1.25rem;margin:0 0 .5rem}.card__title a{color:inherit;text-decoration:none}
            .card__date{color:#666;font-size:.875rem}@media (max-width:40em){.card{grid-template-columns:1fr}}
            </style>
            """;

    private static final String THIRD_PARTIES = """
            <script async src="https://stats.example/m.js"></script>
            <script defer src="https://video.example/player.js"></script>
            """;

    private static final String TAIL = """
            <iframe src="https://video.example/embed/1" width="560" height="315" title="La fête"></iframe>
            </body>
            </html>
            """;

    private final String title;

    BenchPage(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Where it stands on the site, without the first slash. */
    String path() {
        return name().toLowerCase(Locale.ROOT) + '/';
    }

    abstract String html();

    /** As long as an ordinary page's own, with the signs that make a tokenizer look twice. */
    private static void script(StringBuilder page) {
        page.append("<script>\nwindow.site=window.site||{};\n");
        int begin = page.length();
        for (int i = 0; page.length() - begin < SCRIPT_LENGTH; i++) {
            page.append("site.part").append(i).append("=function(list,width){for(var i=0;i<list.length;i++){");
            page.append("if(list[i].offsetWidth<width&&list[i].dataset.part==='")
                    .append(i)
                    .append("'){");
            page.append("list[i].innerHTML='<span class=\"part\">'+list[i].title+'<\\/span>';}}return list;};\n");
        }
        page.append("</script>\n");
    }

    private static void article(StringBuilder page, int number) {
        page.append("<article class=\"card card--news card--wide\" id=\"nouvelle-de-la-ville-")
                .append(number);
        page.append("\">\n  <h2 class=\"card__title card__title--small\">");
        if (number % 3 != 0) {
            page.append("<a class=\"card__link\" href=\"/actualites/2026/11/nouvelle-de-la-ville-")
                    .append(number);
            page.append("?source=accueil&amp;rang=").append(number).append("\">La nouvelle de la semaine</a>");
        }
        page.append("</h2>\n  <p>Le conseil s’est réuni lundi ; il a voté les travaux de la place du marché, ");
        page.append("qui commenceront au printemps et dureront jusqu’à la fin de l’été.</p>\n");
        page.append("  <!-- bloc rendu par le gabarit actualites/carte.html, version 12, sans cache ni fragment, ");
        page.append("données du service d’agenda de la ville -->\n");
        if (number % 2 == 0) {
            page.append("  <div class=\"card__body card__body--short\" ");
            page.append(
                    "style=\"background-color: #f4f4f4; padding: 12px 16px; margin-bottom: 8px; border-left: 4px solid #0a58ca\">");
            page.append("Publié le ").append(1 + number % 28).append(" novembre</div>\n");
        }
        if (number % 16 == 2) {
            page.append("    <img class=\"card__image\" src=\"/images/2026/11/").append(number);
            page.append("-640.jpg\" alt=\"\" width=\"640\" height=\"360\">\n");
        }
        page.append("</article>\n");
    }
}
