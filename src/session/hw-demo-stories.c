/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* What happens in one of the demo's cases only. In the manner of the diary in
 * hw-demo-records.c. */

#define AT_THE_END HW_N_STAGES

static const struct { guint index; HwDemoStep step; } stories[] = {
  /* Marek: the identity card runs out before the journey, and the embassy has not rung back */
  { 0, { HW_STAGE_READY, 20, HW_CASE_RECORD_DOCUMENT, "document", NULL, NULL,
         "document=identity-card|number=&number|country=PL|valid-until=@+10|words=Runs out before the journey. Kept in the folder at his wish." } },
  { 0, { HW_STAGE_READY, 27, HW_CASE_RECORD_DOCUMENT, NULL, NULL, NULL, "document=emergency-document|country=PL|step=applied|words=Form filled in together; two photographs." } },
  { 0, { HW_STAGE_READY, 27, HW_CASE_RECORD_NUMBER_SHOWN, NULL, NULL, NULL, "of=&kept-document|reason=For the form of the embassy" } },
  { 0, { HW_STAGE_READY, 28, HW_CASE_RECORD_PARTNER_CONTACT, NULL, NULL, NULL,
         "partner=&embassy|partner-kind=embassy|spoke-with=Ms Horn|asked=An emergency document for the journey before Christmas.|promised=A date to fetch it.|promised-by=@-3" } },
  { 0, { HW_STAGE_READY, 33, HW_CASE_RECORD_APPOINTMENT, NULL, NULL, NULL, "of=&kept-treatment|provider=&clinic|at=@+2T09:15|attendance=coming" } },
  { 0, { HW_STAGE_READY, 34, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=Sober for nine days. Laughed when asked about the garage: “He'll let me sweep first.”" } },

  { 1, { AT_THE_END, 2, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=Wants to ring the sister from the day centre. Telephone card given." } },
  { 3, { HW_STAGE_READY, 28, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=The doctor wants to listen to the chest once more before saying fit." } },

  /* Jonas: nobody at the embassy has answered, and nobody has approved the money */
  { 4, { HW_STAGE_READY, 26, HW_CASE_RECORD_COST, NULL, NULL, NULL, "what=journey|amount=11800 GBP|payer=&funder" } },
  { 4, { AT_THE_END, 26, HW_CASE_RECORD_PARTNER_CONTACT, NULL, NULL, NULL,
         "partner=Fair Wages desk|partner-kind=advice|spoke-with=Ms Dunne|asked=Whether the “debt” to the employer has to be paid.|promised=A letter that it has not.|promised-by=@+4" } },

  { 5, { HW_STAGE_READY, 30, HW_CASE_RECORD_CHECK, NULL, NULL, NULL, "item=medication|state=done|words=Insulin for three weeks, cool bag, letter in both languages." } },

  /* Dimitar again: home, and back */
  { 8, { AT_THE_END, 11, HW_CASE_RECORD_INTERVIEW, NULL, NULL, NULL,
         "language=bg|interpreter=Ms Ilieva, telephone|present=Nobody else, as he wished|offered=Night shelter (took it), advice about work here|words=“The guest house closed. My uncle could not keep me. I was ashamed to ring.”" } },
  { 8, { AT_THE_END, 11, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=Asked what would have to be different this time: a place of his own, not with family." } },

  { 10, { AT_THE_END, 13, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=Had been drinking both times. Nothing was decided; Dr Amadi sees him on Thursday." } },
  { 12, { AT_THE_END, 13, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=Would like Hanne as key worker, and has not met Imran yet. Let him choose." } },

  /* Vasile: owed to an employer who kept the wages; the consulate is closed until after the journey */
  { 15, { HW_STAGE_ASSESSED, 3, HW_CASE_RECORD_HAND_OVER, NULL, NULL, NULL,
          "about=exploitation|handed-to=&first-responder|handed-kind=first-responder|indicators=Owes the employer for “training”. Passport was kept for a year. Slept at the farm, wages never paid.|words=With his consent. They saw him the same evening." } },
  { 15, { HW_STAGE_ASSESSED, 3, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, NULL,
          "purpose=first-responder|recipient=&first-responder-name|what=Name, where he worked, what the employer said about the debt." } },
  { 15, { HW_STAGE_READY, 39, HW_CASE_RECORD_OVERRIDE, NULL, NULL, NULL,
          "stage=ready|code=embassy-agreement-missing|second-person=Patrick|reason=The consulate is closed until the day after the coach leaves. The emergency document is in hand, and nothing else is asked of them.|expires-on=@+10" } },

  { 16, { HW_STAGE_TRAVELLED, 43, HW_CASE_RECORD_COST, NULL, NULL, NULL, "what=journey|amount=1250 GBP|payer=project|reason=The seat by the window was not to be had.|reverses=&kept-journey-cost" } },
  { 18, { HW_STAGE_FOLLOWED_UP, 54, HW_CASE_RECORD_FOLLOW_UP_DATE, NULL, NULL, NULL, "days=365|due-on=@420|reason=Is with her sister over the holidays and asked us to ring after them." } },
  { 19, { AT_THE_END, 30, HW_CASE_RECORD_PARTNER_CONTACT, NULL, NULL, NULL,
          "partner=&embassy|partner-kind=embassy|spoke-with=Ms Juhl|asked=Whether the provisional passport can wait until the leg is healed.|promised=To ask Copenhagen.|promised-by=@-4" } },
  { 20, { HW_STAGE_DECLINED, 15, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=A no, and a good one: went to the Fair Wages desk instead. Numbers of the town hall and the shelter at home are in his pocket." } },

  /* Carlos: said no after the tickets were bought */
  { 21, { HW_STAGE_WITHDRAWN, 41, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, NULL, "purpose=travel|recipient=&travel-desk-name|what=Name as in the document, day of travel." } },
  { 21, { HW_STAGE_WITHDRAWN, 41, HW_CASE_RECORD_LEG, "leg", NULL, NULL,
          "by=bus|from=Riverton, coach station|to=&home|at=@47T21:40|arrives-at=@48T19:05|booked-on=@41|ticket=Seat 9" } },
  { 21, { AT_THE_END, 43, HW_CASE_RECORD_RECALL, NULL, NULL, NULL, "recipient=&embassy-name|purpose=identity-document" } },
  { 21, { AT_THE_END, 43, HW_CASE_RECORD_RECALL, NULL, NULL, NULL, "recipient=&receiver|purpose=reception|words=Read out on the telephone, too." } },
  { 21, { AT_THE_END, 43, HW_CASE_RECORD_RECALL, NULL, NULL, NULL, "recipient=&travel-desk-name|purpose=travel" } },
  { 21, { AT_THE_END, 44, HW_CASE_RECORD_COST, NULL, NULL, NULL, "what=journey|amount=12950 GBP|payer=&funder|reason=Ticket given back in time.|reverses=&kept-journey-cost" } },

  /* Yusuf and Tesfaye: not ours to help, but not sent away either */
  { 22, { HW_STAGE_REFERRED_ON, 6, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, NULL, "purpose=advice|recipient=&law-centre-name|what=First name, language, which papers are missing." } },
  { 22, { HW_STAGE_REFERRED_ON, 6, HW_CASE_RECORD_PARTNER_CONTACT, NULL, NULL, NULL,
          "partner=&law-centre|partner-kind=advice|spoke-with=Mr Okoro|asked=A date for advice about papers, with an interpreter.|promised=Thursday at ten.|promised-by=@8|answered-on=@8|answer=Was there, and goes again." } },
  { 23, { HW_STAGE_REFERRED_ON, 6, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, NULL, "purpose=advice|recipient=&law-centre-name|what=First name, language." } },
  { 23, { HW_STAGE_REFERRED_ON, 6, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=Walked there together. Tea at the day centre afterwards; the bed in the winter shelter holds." } },

  /* Luka: seventeen */
  { 24, { AT_THE_END, 0, HW_CASE_RECORD_HAND_OVER, NULL, NULL, NULL,
          "about=child|handed-to=&children|handed-kind=social-services|guardian=Mother, by telephone, Ms Babić|words=Slept at the station one night. Collected within the hour; a bed with a host family tonight." } },
  { 24, { AT_THE_END, 0, HW_CASE_RECORD_NOTE, NULL, NULL, NULL, "words=The bag was handed in at the station. Telephone and card are in it." } },
};

/* Records what happens in this case only before @before; %HW_N_STAGES: at the end. */
gboolean
hw_demo_tell_story (HwDemoWork  *work,
                    HwStage      before,
                    GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    if (stories[i].index == work->index && stories[i].step.before == before && hw_demo_step_happens (work, &stories[i].step) &&
        !hw_demo_record_step (work, &stories[i].step, error))
      return FALSE;
  return TRUE;
}
