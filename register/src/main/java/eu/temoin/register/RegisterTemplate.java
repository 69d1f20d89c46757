package eu.temoin.register;

import eu.temoin.consent.Ids;
import eu.temoin.consent.Origin;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/**
 * A first {@code temoin.yaml} for a site: sound as it stands, with the site's own facts filled in, comments in French
 * and English, and entries ready to be uncommented for what sites usually have.
 *
 * <p>Lines that begin with {@code ##} explain; those that begin with {@code #} are entries.
 *
 * @param siteName as visitors know it
 * @param origin the public address
 * @param controllerName legal name of who answers for the site
 * @param contact an e-mail or web address
 * @param zone the site's time zone
 * @param today date of the first revision
 */
public record RegisterTemplate(
        String siteName, Origin origin, String controllerName, String contact, ZoneId zone, LocalDate today) {

    /** The file's text. */
    public String text() {
        return TEXT.replace("%ID%", siteId())
                .replace("%ORIGIN%", Json.quoted(origin.toString()))
                .replace("%SITE%", Json.quoted(siteName))
                .replace("%CONTROLLER%", Json.quoted(controllerName))
                .replace("%CONTACT%", Json.quoted(contact))
                .replace("%ZONE%", Json.quoted(zone.getId()))
                .replace("%DATE%", today.toString());
    }

    /** An id from the host: {@code www.example.fr} gives {@code example-fr}; {@code site} where nothing is left. */
    String siteId() {
        String host = origin.host().startsWith("www.") ? origin.host().substring(4) : origin.host();
        String id = Normalizer.normalize(host, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        String shortened = id.length() <= Ids.LENGTH_MAX ? id : id.substring(0, Ids.LENGTH_MAX);
        return Ids.isValid(shortened) ? shortened : "site";
    }

    private static final String TEXT = """
            # yaml-language-server: $schema=register.schema.json
            ## Le registre des traceurs de votre site. Tout ce qui n’y est pas déclaré ne passe pas.
            ## The register of your site's trackers. What is not declared here does not pass.
            ##
            ## Les lignes « ## » expliquent ; les lignes « # » sont des entrées à décommenter.
            ## Lines with "##" explain; lines with "#" are entries to uncomment.

            format: 1

            site:
              ## Signé dans chaque choix : ne le changez plus une fois en ligne.
              ## Signed into every choice: never change it once the site is live.
              id: %ID%
              name: %SITE%
              ## Les adresses publiques exactes ; toute autre est refusée.
              ## The exact public addresses; any other is refused.
              origins:
                - %ORIGIN%
              ## Vos autres hôtes, comme static.example.fr : ce qui en vient passe toujours.
              ## Your other hosts, such as static.example.fr: what comes from there always passes.
              own:
                # - static.example.fr
              controller:
                name: %CONTROLLER%
                contact: %CONTACT%
                ## Il manque l’adresse postale. `./temoin check --legal` dit tout ce qui manque encore aux visiteurs.
                ## The postal address is missing. `./temoin check --legal` says what visitors still have to be told.
                # address: 1 rue de la Paix, 75002 Paris
                # representative: dpo@example.fr
              languages: [fr, en]
              zone: %ZONE%

            lifetimes:
              ## La CNIL recommande de redemander tous les 6 mois, après un accord comme après un refus.
              ## The CNIL recommends asking again every 6 months, after a yes as after a no.
              choice: 6 months
              trackers: 13 months

            ## Les finalités, dans l’ordre affiché, les strictement nécessaires d’abord.
            ## The purposes, in the order shown, strictly necessary ones first.
            categories:
              - id: necessary
                kind: necessary
                title:
                  fr: Strictement nécessaires
                  en: Strictly necessary
                purpose:
                  fr: Ouvrir votre session et protéger le site contre les accès frauduleux
                  en: Sign you in and protect the site against fraud
                description:
                  fr: Connexion, session, sécurité. La loi les dispense de consentement, car le service demandé en dépend.
                  en: Sign-in, session, security. The law asks no consent for them, because the service depends on them.
                refusing:
                  fr: Sans eux, la connexion ne tient pas d’une page à l’autre
                  en: Without them nobody stays signed in from one page to the next

              ## Demandées au visiteur (kind: consent). Décommentez celles que votre site a vraiment.
              ## Asked of the visitor (kind: consent). Uncomment those that your site really has.

              # - id: functionality
              #   kind: consent
              #   title:
              #     fr: Fonctionnalités
              #     en: Functionality
              #   purpose:
              #     fr: Retenir votre langue et votre affichage
              #     en: Remember your language and display settings
              #   description:
              #     fr: Vos réglages sont retenus d’une visite à l’autre.
              #     en: Your settings are remembered from one visit to the next.
              #   refusing:
              #     fr: Vos réglages ne durent que le temps d’une page
              #     en: Your settings last for one page only

              # - id: analytics
              #   kind: consent
              #   title:
              #     fr: Mesure d’audience
              #     en: Audience measurement
              #   purpose:
              #     fr: Savoir quelles pages servent et lesquelles échouent
              #     en: Learn which pages are of use and which ones fail
              #   description:
              #     fr: Les pages vues, leur vitesse et la provenance des visites sont comptées.
              #     en: Pages read, their speed and where visits come from are counted.
              #   refusing:
              #     fr: Rien ne change pour vous
              #     en: Nothing changes for you

              # - id: media
              #   kind: consent
              #   title:
              #     fr: Vidéos et médias
              #     en: Videos and media
              #   purpose:
              #     fr: Afficher des contenus hébergés ailleurs
              #     en: Show what is hosted elsewhere
              #   description:
              #     fr: Leur hébergeur voit alors votre adresse IP et applique sa propre politique.
              #     en: Their host then sees your IP address and applies its own policy.
              #   refusing:
              #     fr: Les vidéos restent masquées
              #     en: Videos stay hidden

            ## Les tiers : qui charge quoi, sous quelle finalité, et sa propre politique.
            ## Third parties: who loads what, under which purpose, and their own policy.
            providers:
              # - id: metrics
              #   name: Metrics
              #   category: analytics
              #   policy: https://metrics.example/privacy
              #   country: FR
              #   sources:
              #     - stats.metrics.example
              #     - "*.cdn.metrics.example"

              # - id: videos
              #   name: Videos
              #   category: media
              #   policy: https://videos.example/privacy
              #   country: FR
              #   sources:
              #     - www.videos.example/embed/
              #   shows: video

            ## Chaque cookie, clé de stockage, pixel ou script, par son nom. `temoin findings` écrit ces entrées.
            ## Each cookie, storage key, pixel or script, by name. `temoin findings` writes these entries.
            trackers:
              # - name: PHPSESSID
              #   kind: cookie
              #   category: necessary
              #   purpose:
              #     fr: Garde votre connexion ouverte
              #     en: Keeps you signed in
              #   lifetime: session

              # - name: lang
              #   kind: cookie
              #   category: functionality
              #   purpose:
              #     fr: Retient la langue choisie
              #     en: Remembers the chosen language
              #   lifetime: 12 months

              # - name: _met_*
              #   kind: cookie
              #   category: analytics
              #   provider: metrics
              #   purpose:
              #     fr: Compte les pages vues
              #     en: Counts the pages read
              #   lifetime: 13 months
              #   read-by-script: true

            ## Ce que la passerelle compte elle-même, en totaux anonymes, sans cookie ni script. Rien sans cette section.
            ## What the gateway itself counts, as anonymous totals, without cookie or script. Nothing without this section.
            # audience:
            #   category: analytics
            #   ## {} remplace un segment entier : /articles/{} compte tous les articles ensemble.
            #   ## {} stands for one whole segment: /articles/{} counts all articles as one.
            #   paths:
            #     - /articles/{}
            #   campaigns: [utm_source, utm_medium, utm_campaign]
            #   downloads: [pdf, zip]
            #   health-checks: [/health]
            #   threshold: 10
            #   ## Un script mesure aussi la vitesse ressentie, les erreurs et les liens suivis vers d’autres sites.
            #   ## A script measures how fast pages feel, their errors, and the links followed to other sites too.
            #   script: true

            ## L’histoire de ce registre. Une révision publiée ne se réécrit pas : ajoutez la suivante.
            ## The history of this register. `temoin publish` adds the next revision; none is ever rewritten.
            revisions:
              - number: 1
                date: %DATE%
                kind: material
                reason:
                  fr: Première publication
                  en: First publication
            """;
}
