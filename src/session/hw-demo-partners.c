/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The partners of the demo's team. None of them exists: the telephone numbers
 * are of the range that is given to nobody (01632 960), the addresses end in
 * .example (RFC 2606). */

#define NO_HOUSING "They issue papers and ring the town at home. They do not pay, house or meet anybody."

static const HwPartner partners[HW_DEMO_PARTNERS] = {
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Poland, consular desk", .country = "PL", .languages = "Polish, English", .phones = "01632 960101",
    .address = "4 Linden Row, Riverton\nconsul.pl@embassies.example", .hours = "Mon–Fri 9–13, papers Tue and Thu", .accepts = "Citizens without papers, with a photograph and one detail that can be checked.",
    .agreed = "Emergency document within five working days, no fee for who sleeps out. " NO_HOUSING, .agreed_on = "2025-03-12" },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Romania, consular section", .country = "RO", .languages = "Romanian, English", .phones = "01632 960102",
    .address = "17 Harbour Road, Riverton\nconsul.ro@embassies.example", .hours = "Mon–Thu 9–12", .accepts = "Citizens, by appointment that the team makes.",
    .agreed = "Title of travel within a week; they want to see the ticket first. " NO_HOUSING, .agreed_on = "2025-05-20" },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Lithuania", .country = "LT", .languages = "Lithuanian, Russian, English", .phones = "01632 960103",
    .address = "2 Amber Court, Riverton\nconsul.lt@embassies.example", .hours = "Tue and Fri 10–15", .accepts = "Citizens; asks the municipality at home whether they are registered." },
  { .kind = HW_PARTNER_EMBASSY, .name = "Consulate of Portugal", .country = "PT", .languages = "Portuguese, English", .phones = "01632 960104",
    .address = "31 Quay Street, Riverton\nconsul.pt@embassies.example", .hours = "Mon–Fri 8:30–14", .accepts = "Citizens without an appointment before 10.",
    .agreed = "They ring Segurança Social at home and say who answers. " NO_HOUSING, .agreed_on = "2024-11-04" },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Bulgaria", .country = "BG", .languages = "Bulgarian, English", .phones = "01632 960105",
    .address = "9 Rose Hill, Riverton\nconsul.bg@embassies.example", .hours = "Mon, Wed, Fri 9–12", .accepts = "Citizens; the fee is waived when the team writes." },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Czechia, consular department", .country = "CZ", .languages = "Czech, Slovak, English", .phones = "01632 960106",
    .address = "12 Bridge Street, Riverton\nconsul.cz@embassies.example", .hours = "Mon–Thu 9–11:30", .accepts = "Citizens by appointment.",
    .agreed = "They lend the fare in an emergency and want it back. " NO_HOUSING, .agreed_on = "2025-01-30" },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Hungary", .country = "HU", .languages = "Hungarian, English", .phones = "01632 960107",
    .address = "5 Danube Place, Riverton\nconsul.hu@embassies.example", .hours = "Tue and Thu 9–13", .accepts = "Citizens; wants a police report of lost papers." },
  { .kind = HW_PARTNER_EMBASSY, .name = "Consulate General of Spain", .country = "ES", .languages = "Spanish, Catalan, English", .phones = "01632 960108",
    .address = "20 Orange Walk, Riverton\nconsul.es@embassies.example", .hours = "Mon–Fri 9–14", .accepts = "Citizens; a same-day pass where there is a ticket." },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Croatia", .country = "HR", .languages = "Croatian, English", .phones = "01632 960109",
    .address = "8 Juniper Yard, Riverton\nconsul.hr@embassies.example", .hours = "Mon–Thu 10–13", .accepts = "Citizens; children only with their guardian or social services." },
  { .kind = HW_PARTNER_EMBASSY, .name = "Consulate of Italy", .country = "IT", .languages = "Italian, English", .phones = "01632 960110",
    .address = "1 Olive Lane, Riverton\nconsul.it@embassies.example", .hours = "Mon–Fri 9–12", .accepts = "Citizens by appointment within three days." },
  { .kind = HW_PARTNER_EMBASSY, .name = "Embassy of Denmark", .country = "DK", .languages = "Danish, English", .phones = "01632 960111",
    .address = "6 Beech Avenue, Riverton\nconsul.dk@embassies.example", .hours = "Mon–Fri 10–15", .accepts = "Citizens; a provisional passport in two days." },
  { .kind = HW_PARTNER_HOME_AUTHORITY, .name = "Zalesie town hall, social welfare", .country = "PL", .languages = "Polish", .phones = "01632 960121",
    .address = "pomoc@zalesie.example", .hours = "Mon–Fri 8–15", .accepts = "Who was last registered there; a bed in the shelter from the first night." },
  { .kind = HW_PARTNER_HOME_AUTHORITY, .name = "Valea Nouă county office for social work", .country = "RO", .languages = "Romanian, Hungarian", .phones = "01632 960122",
    .address = "asistenta@valeanoua.example", .hours = "Mon–Fri 8–16", .accepts = "Identity card, health card and an allowance within a month of return." },
  { .kind = HW_PARTNER_HOME_AUTHORITY, .name = "Pušynas municipality, social support", .country = "LT", .languages = "Lithuanian, Russian", .phones = "01632 960123",
    .address = "parama@pusynas.example", .hours = "Mon–Thu 8–17", .accepts = "Treatment for addiction without a queue for who returns." },
  { .kind = HW_PARTNER_SERVICE, .name = "Riverton Travel Desk", .languages = "English", .phones = "01632 960131", .address = "Central Station, hall B\nbook@traveldesk.example",
    .hours = "Every day 6–22", .accepts = "Coach, train and ferry on account; tickets can be given back until the evening before." },
  { .kind = HW_PARTNER_SERVICE, .name = "Riverton Children’s Services, duty desk", .languages = "English; interpreters by telephone", .phones = "01632 960132",
    .address = "County Hall, Riverton\nduty@children.example", .hours = "Day and night", .accepts = "Everybody under 18, at once." },
  { .kind = HW_PARTNER_SERVICE, .name = "Oltalom house, Pécs", .country = "HU", .languages = "Hungarian, English", .phones = "01632 960133", .address = "haz@oltalom.example",
    .hours = "Day and night", .accepts = "Men and women on their return, up to six weeks." },
  { .kind = HW_PARTNER_TREATMENT, .name = "Riverside Clinic", .languages = "English, Polish, Romanian", .phones = "01632 960141", .address = "40 River Walk, Riverton\nfrontdesk@riverside.example",
    .hours = "Mon–Fri 8–18, walk-in 13–15", .accepts = "People without a health card; bills the project once a month.",
    .agreed = "Six appointments for each person; letters for controlled drugs within two days.", .agreed_on = "2025-02-03" },
  { .kind = HW_PARTNER_TREATMENT, .name = "Millrace Recovery Rooms", .languages = "English, Polish, Lithuanian", .phones = "01632 960142", .address = "3 Mill Race, Riverton\nhello@millrace.example",
    .hours = "Mon–Sat 9–17", .accepts = "Alcohol and drugs, no waiting list for the team." },
  { .kind = HW_PARTNER_FUNDER, .name = "Riverton Bridge Fund", .languages = "English", .phones = "01632 960151", .address = "grants@bridgefund.example",
    .hours = "Mon–Fri 9–17", .accepts = "Papers, clothes and the journey, up to 400 GBP for each person.", .agreed = "Figures every quarter, no names.", .agreed_on = "2025-01-15" },
  { .kind = HW_PARTNER_FUNDER, .name = "Harbour Parish Hardship Fund", .languages = "English", .phones = "01632 960152", .address = "office@harbourparish.example",
    .hours = "Wed 10–12", .accepts = "Shoes, bags, pocket money, up to 60 GBP." },
  { .kind = HW_PARTNER_ADVICE, .name = "Riverton Law Centre", .languages = "English, Turkish, Amharic, Arabic", .phones = "01632 960161", .address = "11 Court Passage, Riverton\nadvice@lawcentre.example",
    .hours = "Mon–Fri 9:30–16:30", .accepts = "Papers, wages, asylum; who comes from outside the EU." },
  { .kind = HW_PARTNER_ADVICE, .name = "Fair Wages desk", .languages = "English, Romanian, Bulgarian", .phones = "01632 960162", .address = "desk@fairwages.example",
    .hours = "Tue and Thu 17–20", .accepts = "Wages that were never paid." },
  { .kind = HW_PARTNER_FIRST_RESPONDER, .name = "County first responder desk", .languages = "English; interpreters by telephone", .phones = "01632 960171",
    .address = "firstresponder@county.example", .hours = "Day and night", .accepts = "Signs of forced labour; adults with their consent, children always.",
    .agreed = "They answer within the day and say what they did; a bed for the night where there is danger.", .agreed_on = "2024-09-02" },
  { .kind = HW_PARTNER_SERVICE, .name = "Riverton Nightstop", .languages = "English", .phones = "01632 960134", .address = "beds@nightstop.example", .hours = "Every day 9–16",
    .accepts = "People from 16 to 25, one night at a time, with a volunteer.", .beds = "host", .bed_count = "5", .last_referral = "16:00" },
  { .kind = HW_PARTNER_SERVICE, .name = "Quayside night shelter", .languages = "English, Polish", .phones = "01632 960135", .address = "2 Quayside, Riverton\nnight@quayside.example",
    .hours = "Every night 20–8", .accepts = "Everybody over 18, dogs too.", .beds = "shelter", .bed_count = "24" },
};

/**
 * hw_demo_get_embassy:
 * @country: (nullable): ISO 3166 alpha-2
 * @partner: (out) (optional): which partner it is
 *
 * Returns: (nullable): the embassy
 */
const HwPartner *
hw_demo_get_embassy (const char *country,
                     guint      *partner)
{
  for (guint i = 0; i < HW_DEMO_PARTNERS; i++)
    if (partners[i].kind == HW_PARTNER_EMBASSY && g_strcmp0 (partners[i].country, country) == 0)
      {
        if (partner != NULL)
          *partner = i;
        return &partners[i];
      }
  return NULL;
}

/* The one that the demo's cases need. */
const HwPartner *
hw_demo_get_partner (HwDemoPartner  which,
                     guint         *partner)
{
  static const guint8 positions[] = {
    [HW_DEMO_CLINIC] = 17, [HW_DEMO_FUNDER] = 19, [HW_DEMO_LAW_CENTRE] = 21, [HW_DEMO_FIRST_RESPONDER] = 23,
    [HW_DEMO_CHILDREN] = 15, [HW_DEMO_TRAVEL_DESK] = 14, [HW_DEMO_RECOVERY] = 18, [HW_DEMO_HOSTS] = 24, [HW_DEMO_SHELTER] = 25,
  };

  if (partner != NULL)
    *partner = positions[which];
  return &partners[positions[which]];
}

/* Records the demo's partners. */
gboolean
hw_demo_fill_partners (HwDemo  *demo,
                       GError **error)
{
  for (guint i = 0; i < HW_DEMO_PARTNERS; i++)
    if (!hw_store_record_partner (demo->store, &partners[i], NULL, &demo->partners[i], error) || !hw_demo_step (demo, 1, error))
      return FALSE;
  return TRUE;
}
