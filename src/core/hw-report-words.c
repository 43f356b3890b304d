/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "hw-fold.h"
#include "hw-report-words.h"

/* What callers say of people and places, in words that can be compared: capitals,
 * accents and endings taken away, English and Danish words for the same thing made
 * one, and a colour kept with the thing that has it. hw-duplicates.c weighs them. */

#define LONGEST     32             /* bytes of a folded word that count */
#define SHORTEST    2              /* letters: fewer say nothing, unless they are digits */
#define NEGATED     0x40000000u    /* "no blanket" */
#define OWN         0x80000000u    /* a word that is in no list: the rest is its hash */
#define COLOUR_SPAN 2              /* so many words may stand between a colour and its thing */

typedef enum
{
  IGNORED, NO,
  TENT, SLEEPING_BAG, BLANKET, CARDBOARD, TARP, MATTRESS, RUCKSACK, BAG, TROLLEY, SUITCASE, BICYCLE, COAT, JUMPER, HAT, SCARF, SHOES, TROUSERS,
  GLASSES, WHEELCHAIR, STICK, GUITAR, PRAM, UMBRELLA, PALLETS, DOG, CAT, BEARD, HAIR,
  BLUE, RED, GREEN, BLACK, WHITE, GREY, YELLOW, ORANGE, BROWN, PURPLE, PINK, DARK, LIGHT, CAMOUFLAGE,
  MAN, WOMAN,
  CHILD, YOUNG, OLD, COUPLE, TALL, THIN, HEAVY, SHORT, LONG, BALD, DRUNK, COUGH, SHIVER, LIMP, WET, SICK, HURT
} Meaning;

#define BIT(colour) (1u << ((colour) - BLUE))

/* Folded, in alphabetical order, for bsearch(). */
static const struct { const char *word; Meaning meaning; } vocabulary[] = {
  { "a", IGNORED }, { "about", IGNORED }, { "aeldre", OLD }, { "af", IGNORED }, { "aged", OLD }, { "alcohol", DRUNK }, { "alle", IGNORED }, { "alsatian", DOG },
  { "also", IGNORED }, { "an", IGNORED }, { "and", IGNORED }, { "anorak", COAT }, { "are", IGNORED }, { "around", IGNORED }, { "as", IGNORED }, { "asleep", IGNORED },
  { "at", IGNORED }, { "baby", CHILD }, { "backpack", RUCKSACK }, { "backpacks", RUCKSACK }, { "baerepose", BAG }, { "baereposer", BAG },
  { "baerer", IGNORED }, { "bag", BAG }, { "bagage", SUITCASE }, { "bags", BAG }, { "bald", BALD }, { "bandage", HURT }, { "bandaged", HURT },
  { "barn", CHILD }, { "barnet", CHILD }, { "barnevogn", PRAM }, { "be", IGNORED }, { "beanie", HAT }, { "beard", BEARD }, { "bearded", BEARD },
  { "been", IGNORED }, { "beer", DRUNK }, { "behind", IGNORED }, { "beige", BROWN }, { "beruset", DRUNK }, { "beside", IGNORED }, { "between", IGNORED },
  { "bicycle", BICYCLE }, { "bicycles", BICYCLE }, { "bike", BICYCLE }, { "bikes", BICYCLE }, { "bivi", TENT }, { "bivouac", TENT },
  { "bivvies", TENT }, { "bivvy", TENT }, { "bivy", TENT }, { "bla", BLUE }, { "blaa", BLUE }, { "blaat", BLUE }, { "black", BLACK },
  { "blae", BLUE }, { "blanket", BLANKET }, { "blankets", BLANKET }, { "blat", BLUE }, { "bleeding", HURT }, { "bloder", HURT }, { "bloke", MAN },
  { "blue", BLUE }, { "blueish", BLUE }, { "bobble", HAT }, { "boot", SHOES }, { "boots", SHOES }, { "born", CHILD }, { "bornene", CHILD },
  { "boy", MAN }, { "boys", MAN }, { "briller", GLASSES }, { "brillerne", GLASSES }, { "brown", BROWN }, { "brun", BROWN }, { "brune", BROWN },
  { "brunt", BROWN }, { "buggy", PRAM }, { "bukser", TROUSERS }, { "bukserne", TROUSERS }, { "by", IGNORED }, { "camo", CAMOUFLAGE },
  { "camouflage", CAMOUFLAGE }, { "camouflaged", CAMOUFLAGE }, { "cane", STICK }, { "cap", HAT }, { "caps", HAT }, { "cardboard", CARDBOARD },
  { "cardigan", JUMPER }, { "cart", TROLLEY }, { "carton", CARDBOARD }, { "cartons", CARDBOARD }, { "carts", TROLLEY }, { "cat", CAT },
  { "cats", CAT }, { "chap", MAN }, { "child", CHILD }, { "children", CHILD }, { "coat", COAT }, { "coats", COAT }, { "cough", COUGH },
  { "coughing", COUGH }, { "coughs", COUGH }, { "couple", COUPLE }, { "crimson", RED }, { "crutch", STICK }, { "crutches", STICK },
  { "cycle", BICYCLE }, { "cykel", BICYCLE }, { "cyklen", BICYCLE }, { "cykler", BICYCLE }, { "da", IGNORED }, { "dame", WOMAN }, { "damen", WOMAN },
  { "dark", DARK }, { "darlig", SICK }, { "de", IGNORED }, { "dem", IGNORED }, { "den", IGNORED }, { "der", IGNORED }, { "deres", IGNORED }, { "det", IGNORED },
  { "dette", IGNORED }, { "dim", DARK }, { "dog", DOG }, { "doggy", DOG }, { "dogs", DOG }, { "dreng", MAN }, { "drenge", MAN }, { "drikker", DRUNK },
  { "drinking", DRUNK }, { "drivvad", WET }, { "drunk", DRUNK }, { "du", IGNORED }, { "duvet", BLANKET }, { "duvets", BLANKET }, { "dyne", BLANKET },
  { "dynen", BLANKET }, { "dyner", BLANKET }, { "elderly", OLD }, { "eller", IGNORED }, { "en", IGNORED }, { "er", IGNORED }, { "et", IGNORED },
  { "fat", HEAVY }, { "fellow", MAN }, { "fem", IGNORED }, { "female", WOMAN }, { "five", IGNORED }, { "folk", IGNORED }, { "for", IGNORED }, { "foran", IGNORED },
  { "forbinding", HURT }, { "four", IGNORED }, { "fra", IGNORED }, { "frakke", COAT }, { "frakken", COAT }, { "from", IGNORED }, { "fryser", SHIVER },
  { "fuld", DRUNK }, { "fuldskaeg", BEARD }, { "fyr", MAN }, { "fyren", MAN }, { "gade", IGNORED }, { "gaden", IGNORED }, { "gamle", OLD },
  { "gammel", OLD }, { "gammelt", OLD }, { "gennemblodt", WET }, { "gentleman", MAN }, { "girl", WOMAN }, { "girls", WOMAN }, { "glasses", GLASSES },
  { "gra", GREY }, { "graa", GREY }, { "graalig", GREY }, { "graat", GREY }, { "grat", GREY }, { "gray", GREY }, { "green", GREEN },
  { "greenish", GREEN }, { "grey", GREY }, { "greyish", GREY }, { "gron", GREEN }, { "gronne", GREEN }, { "gront", GREEN }, { "guitar", GUITAR },
  { "guitaren", GUITAR }, { "guitars", GUITAR }, { "gul", YELLOW }, { "gule", YELLOW }, { "gult", YELLOW }, { "gummistovler", SHOES },
  { "guy", MAN }, { "had", IGNORED }, { "haettetroje", JUMPER }, { "haettetrojen", JUMPER }, { "hair", HAIR }, { "haired", HAIR },
  { "halstorklaede", SCARF }, { "halter", LIMP }, { "ham", IGNORED }, { "han", IGNORED }, { "hans", IGNORED }, { "har", IGNORED }, { "has", IGNORED },
  { "hat", HAT }, { "hats", HAT }, { "have", IGNORED }, { "he", MAN }, { "heavy", HEAVY }, { "her", IGNORED }, { "herre", MAN }, { "hers", IGNORED },
  { "him", IGNORED }, { "his", IGNORED }, { "hjemlos", IGNORED }, { "hjemlose", IGNORED }, { "hoj", TALL }, { "hoje", TALL }, { "hojt", TALL },
  { "holdall", BAG }, { "homeless", IGNORED }, { "hoodie", JUMPER }, { "hoodies", JUMPER }, { "hoody", JUMPER }, { "hoste", COUGH },
  { "hoster", COUGH }, { "hound", DOG }, { "hue", HAT }, { "huen", HAT }, { "humper", LIMP }, { "hun", IGNORED }, { "hund", DOG }, { "hunde", DOG },
  { "hunden", DOG }, { "hundene", DOG }, { "hurt", HURT }, { "hvalp", DOG }, { "hvalpe", DOG }, { "hvalpen", DOG }, { "hvid", WHITE },
  { "hvide", WHITE }, { "hvidt", WHITE }, { "i", IGNORED }, { "ikke", NO }, { "ikkee", IGNORED }, { "ill", SICK }, { "in", IGNORED }, { "indkobsposer", BAG },
  { "indkobsvogn", TROLLEY }, { "indkobsvogne", TROLLEY }, { "indkobsvognen", TROLLEY }, { "ingen", NO }, { "injured", HURT }, { "intet", NO },
  { "intoxicated", DRUNK }, { "is", IGNORED }, { "it", IGNORED }, { "its", IGNORED }, { "jacket", COAT }, { "jackets", COAT }, { "jakke", COAT },
  { "jakken", COAT }, { "jakker", COAT }, { "jeans", TROUSERS }, { "jeg", IGNORED }, { "joggingbukser", TROUSERS }, { "jumper", JUMPER },
  { "just", IGNORED }, { "kasket", HAT }, { "kasketten", HAT }, { "kat", CAT }, { "katte", CAT }, { "katten", CAT }, { "khaki", GREEN },
  { "kid", CHILD }, { "kids", CHILD }, { "killing", CAT }, { "kitten", CAT }, { "klapvogn", PRAM }, { "knapsack", RUCKSACK }, { "kondisko", SHOES },
  { "korestol", WHEELCHAIR }, { "korestolen", WHEELCHAIR }, { "kraftig", HEAVY }, { "kronraget", BALD }, { "krykke", STICK }, { "krykker", STICK },
  { "krykkerne", STICK }, { "kuffert", SUITCASE }, { "kufferten", SUITCASE }, { "kufferter", SUITCASE }, { "kvinde", WOMAN }, { "kvinden", WOMAN },
  { "kvinder", WOMAN }, { "kvinderne", WOMAN }, { "labrador", DOG }, { "ladcykel", BICYCLE }, { "ladies", WOMAN }, { "lady", WOMAN },
  { "lang", LONG }, { "lange", LONG }, { "langt", LONG }, { "lav", SHORT }, { "lidt", IGNORED }, { "lies", IGNORED }, { "ligger", IGNORED },
  { "liggeunderlag", MATTRESS }, { "light", LIGHT }, { "like", IGNORED }, { "lilla", PURPLE }, { "lille", SHORT }, { "limp", LIMP },
  { "limping", LIMP }, { "limps", LIMP }, { "little", SHORT }, { "long", LONG }, { "look", IGNORED }, { "looked", IGNORED }, { "looking", IGNORED },
  { "looks", IGNORED }, { "luggage", SUITCASE }, { "lying", IGNORED }, { "lys", LIGHT }, { "lyse", LIGHT }, { "lyserod", PINK }, { "lyserode", PINK },
  { "lyserodt", PINK }, { "lyst", LIGHT }, { "madras", MATTRESS }, { "madrassen", MATTRESS }, { "madrasser", MATTRESS }, { "maend", MAN },
  { "maendene", MAN }, { "mager", THIN }, { "male", MAN }, { "man", MAN }, { "mand", MAN }, { "manden", MAN }, { "maroon", RED },
  { "mat", MATTRESS }, { "mats", MATTRESS }, { "mattress", MATTRESS }, { "mattresses", MATTRESS }, { "med", IGNORED }, { "mellem", IGNORED },
  { "men", MAN }, { "menneske", IGNORED }, { "mennesker", IGNORED }, { "mig", IGNORED }, { "min", IGNORED }, { "mork", DARK }, { "morke", DARK },
  { "morkt", DARK }, { "naer", IGNORED }, { "navy", BLUE }, { "near", IGNORED }, { "never", NO }, { "next", IGNORED }, { "no", NO }, { "nogen", IGNORED },
  { "nogle", IGNORED }, { "not", NO }, { "of", IGNORED }, { "og", IGNORED }, { "ol", DRUNK }, { "old", OLD }, { "older", OLD }, { "olding", OLD },
  { "olive", GREEN }, { "om", IGNORED }, { "on", IGNORED }, { "one", IGNORED }, { "only", IGNORED }, { "op", IGNORED }, { "or", IGNORED }, { "orange", ORANGE },
  { "other", IGNORED }, { "others", IGNORED }, { "our", IGNORED }, { "out", IGNORED }, { "outside", IGNORED }, { "over", IGNORED }, { "overcoat", COAT },
  { "overvaegtig", HEAVY }, { "overweight", HEAVY }, { "pa", IGNORED }, { "paa", IGNORED }, { "pair", COUPLE }, { "pale", LIGHT }, { "palle", PALLETS },
  { "paller", PALLETS }, { "pallerne", PALLETS }, { "pallet", PALLETS }, { "pallets", PALLETS }, { "pants", TROUSERS }, { "pap", CARDBOARD },
  { "papaesker", CARDBOARD }, { "papkasse", CARDBOARD }, { "papkasser", CARDBOARD }, { "pappet", CARDBOARD }, { "par", COUPLE },
  { "paraply", UMBRELLA }, { "paraplyen", UMBRELLA }, { "parasol", UMBRELLA }, { "parka", COAT }, { "parret", COUPLE }, { "people", IGNORED },
  { "person", IGNORED }, { "personer", IGNORED }, { "persons", IGNORED }, { "pige", WOMAN }, { "pigen", WOMAN }, { "piger", WOMAN }, { "pink", PINK },
  { "plaid", BLANKET }, { "pose", BAG }, { "posen", BAG }, { "poser", BAG }, { "posser", BAG }, { "pram", PRAM }, { "presenning", TARP },
  { "presenningen", TARP }, { "presenninger", TARP }, { "pullover", JUMPER }, { "pup", DOG }, { "puppies", DOG }, { "puppy", DOG },
  { "purple", PURPLE }, { "pushchair", PRAM }, { "quilt", BLANKET }, { "quilts", BLANKET }, { "quite", IGNORED }, { "raincoat", COAT }, { "red", RED },
  { "reddish", RED }, { "regnfrakke", COAT }, { "regnjakke", COAT }, { "road", IGNORED }, { "rod", RED }, { "rode", RED }, { "rodt", RED },
  { "rollator", WHEELCHAIR }, { "rough", IGNORED }, { "rucksack", RUCKSACK }, { "rucksacks", RUCKSACK }, { "rygsaek", RUCKSACK },
  { "rygsaekke", RUCKSACK }, { "rygsaekken", RUCKSACK }, { "ryster", SHIVER }, { "sa", IGNORED }, { "saa", IGNORED }, { "saret", HURT }, { "sat", IGNORED },
  { "scarf", SCARF }, { "scarves", SCARF }, { "seem", IGNORED }, { "seems", IGNORED }, { "ser", IGNORED }, { "shaking", SHIVER }, { "shaved", BALD },
  { "shawl", SCARF }, { "she", WOMAN }, { "shiver", SHIVER }, { "shivering", SHIVER }, { "shivers", SHIVER }, { "shoe", SHOES }, { "shoes", SHOES },
  { "short", SHORT }, { "sick", SICK }, { "sidder", IGNORED }, { "sig", IGNORED }, { "silver", GREY }, { "sin", IGNORED }, { "sits", IGNORED },
  { "sitting", IGNORED }, { "sjal", SCARF }, { "skadet", HURT }, { "skaeg", BEARD }, { "skaegget", BEARD }, { "skaldet", BALD }, { "skinny", THIN },
  { "sko", SHOES }, { "skoene", SHOES }, { "sleep", IGNORED }, { "sleeping", IGNORED }, { "sleepingbag", SLEEPING_BAG }, { "sleepingbags", SLEEPING_BAG },
  { "sleeps", IGNORED }, { "slim", THIN }, { "sma", SHORT }, { "small", SHORT }, { "sneakers", SHOES }, { "soaked", WET }, { "soaking", WET },
  { "som", IGNORED }, { "some", IGNORED }, { "somebody", IGNORED }, { "someone", IGNORED }, { "sort", BLACK }, { "sorte", BLACK }, { "sov", IGNORED },
  { "sovepose", SLEEPING_BAG }, { "soveposen", SLEEPING_BAG }, { "soveposer", SLEEPING_BAG }, { "soveposerne", SLEEPING_BAG }, { "sover", IGNORED },
  { "spectacles", GLASSES }, { "spinkel", THIN }, { "stick", STICK }, { "sticks", STICK }, { "stok", STICK }, { "stokken", STICK },
  { "stout", HEAVY }, { "stovle", SHOES }, { "stovler", SHOES }, { "street", IGNORED }, { "striktroje", JUMPER }, { "stroller", PRAM },
  { "suitcase", SUITCASE }, { "suitcases", SUITCASE }, { "sweater", JUMPER }, { "syg", SICK }, { "syge", SICK }, { "taeppe", BLANKET },
  { "taeppene", BLANKET }, { "taepper", BLANKET }, { "taeppet", BLANKET }, { "tall", TALL }, { "tan", BROWN }, { "tarp", TARP },
  { "tarpaulin", TARP }, { "tarpaulins", TARP }, { "tarps", TARP }, { "taske", BAG }, { "tasken", BAG }, { "tasker", BAG }, { "teen", YOUNG },
  { "teenager", YOUNG }, { "teenagere", YOUNG }, { "teenagers", YOUNG }, { "telt", TENT }, { "telte", TENT }, { "teltene", TENT },
  { "teltet", TENT }, { "tent", TENT }, { "tents", TENT }, { "terrier", DOG }, { "that", IGNORED }, { "the", IGNORED }, { "their", IGNORED },
  { "them", IGNORED }, { "then", IGNORED }, { "there", IGNORED }, { "they", IGNORED }, { "thin", THIN }, { "this", IGNORED }, { "those", IGNORED }, { "three", IGNORED },
  { "til", IGNORED }, { "tilskadekommen", HURT }, { "to", IGNORED }, { "toddler", CHILD }, { "torklaede", SCARF }, { "torklaedet", SCARF },
  { "tracksuit", TROUSERS }, { "traekvogn", TROLLEY }, { "trainers", SHOES }, { "tre", IGNORED }, { "trembling", SHIVER }, { "troje", JUMPER },
  { "trojen", JUMPER }, { "trolley", TROLLEY }, { "trolleys", TROLLEY }, { "trousers", TROUSERS }, { "turquoise", BLUE }, { "two", IGNORED },
  { "tyk", HEAVY }, { "tykke", HEAVY }, { "tynd", THIN }, { "tynde", THIN }, { "tyndt", THIN }, { "ud", IGNORED }, { "ude", IGNORED }, { "uden", NO },
  { "umbrella", UMBRELLA }, { "umbrellas", UMBRELLA }, { "under", IGNORED }, { "underlag", MATTRESS }, { "ung", YOUNG }, { "unge", YOUNG },
  { "ungt", YOUNG }, { "unwell", SICK }, { "vad", WET }, { "vade", WET }, { "var", IGNORED }, { "ved", IGNORED }, { "vej", IGNORED }, { "vejen", IGNORED },
  { "very", IGNORED }, { "vi", IGNORED }, { "vinterjakke", COAT }, { "violet", PURPLE }, { "vist", IGNORED }, { "vogn", TROLLEY }, { "vognen", TROLLEY },
  { "vovse", DOG }, { "walker", WHEELCHAIR }, { "was", IGNORED }, { "we", IGNORED }, { "wear", IGNORED }, { "wearing", IGNORED }, { "wears", IGNORED },
  { "were", IGNORED }, { "wet", WET }, { "what", IGNORED }, { "wheelchair", WHEELCHAIR }, { "which", IGNORED }, { "white", WHITE }, { "who", IGNORED },
  { "with", IGNORED }, { "without", NO }, { "woman", WOMAN }, { "women", WOMAN }, { "wounded", HURT }, { "yellow", YELLOW }, { "young", YOUNG },
  { "younger", YOUNG }, { "youngster", YOUNG }, { "youth", YOUNG },
};

/* Colours that are easily taken for each other at night. */
static const struct { guint32 colour, others; } alike[] = {
  { BIT (DARK), BIT (BLACK) | BIT (BLUE) | BIT (GREEN) | BIT (BROWN) | BIT (GREY) | BIT (PURPLE) },
  { BIT (LIGHT), BIT (WHITE) | BIT (GREY) | BIT (YELLOW) | BIT (PINK) },
  { BIT (BLACK), BIT (BLUE) | BIT (BROWN) | BIT (GREY) },
  { BIT (CAMOUFLAGE), BIT (GREEN) | BIT (BROWN) },
  { BIT (ORANGE), BIT (RED) | BIT (YELLOW) },
  { BIT (PURPLE), BIT (BLUE) | BIT (PINK) | BIT (RED) },
};

/* -- one word -- */

static int
compare_words (gconstpointer key,
               gconstpointer entry)
{
  return strcmp (key, *(const char * const *) entry);
}

static Meaning
look_up (const char *folded,
         gboolean   *found)
{
  const char * const *entry = bsearch (folded, vocabulary, G_N_ELEMENTS (vocabulary), sizeof vocabulary[0], compare_words);

  *found = entry != NULL;
  return entry != NULL ? vocabulary[((const char *) entry - (const char *) vocabulary) / sizeof vocabulary[0]].meaning : IGNORED;
}

/* The ending that a word has in the plural or with an article: a stem need not be a word, only the same for both. */
static void
drop_ending (GString *folded)
{
  static const char * const endings[] = { "erne", "ene", "ies", "es", "en", "et", "er", "s", "e", "y" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (endings[i]);

      if (folded->len < length + 4 || strcmp (folded->str + folded->len - length, endings[i]) != 0)
        continue;
      if (g_str_equal (endings[i], "s") && folded->str[folded->len - 2] == 's')
        continue;
      g_string_truncate (folded, folded->len - length);
      return;
    }
}

static gboolean
says_nothing (const GString *folded)
{
  return folded->len == 0 || (folded->len < SHORTEST && !g_ascii_isdigit (folded->str[0]));
}

static gboolean
is_number (const GString *folded)
{
  return folded->len > 0 && strspn (folded->str, "0123456789") == folded->len;
}

/* 0 where the word says nothing. */
static guint32
find_meaning (GString *folded)
{
  gboolean found;
  Meaning meaning = look_up (folded->str, &found);

  if (found || says_nothing (folded))
    return meaning;
  drop_ending (folded);
  return OWN | (g_str_hash (folded->str) & ~(OWN | NEGATED));
}

static HwWordKind
find_kind (guint32 meaning)
{
  if (meaning >= TENT && meaning <= HAIR)
    return HW_WORD_OBJECT;
  if (meaning >= BLUE && meaning <= CAMOUFLAGE)
    return HW_WORD_COLOUR;
  return meaning == MAN ? HW_WORD_MAN : meaning == WOMAN ? HW_WORD_WOMAN : HW_WORD_OTHER;
}

/* -- a text -- */

typedef struct
{
  GArray  *words;       /* (element-type HwReportWord) */
  guint    n_between;   /* words since the last colours */
  gboolean has_colour;  /* the last of @words are colours that wait for their thing */
  gboolean negated;     /* the word before was "no" */
  gboolean asleep;      /* the word before was "sleeping" */
  guint    asleep_at;   /* where it began */
} Reading;

/* Takes the colours that wait off the list and puts them on the thing that follows. */
static void
take_colours (Reading      *reading,
              HwReportWord *thing)
{
  for (guint i = reading->words->len; i > 0; i--)
    {
      const HwReportWord *word = &g_array_index (reading->words, HwReportWord, i - 1);

      if (word->kind != HW_WORD_COLOUR)
        {
          if (thing->colours != 0 || reading->words->len - i >= COLOUR_SPAN)
            return;
          continue;
        }
      thing->colours |= BIT (word->meaning);
      thing->length += thing->start - word->start;
      thing->start = word->start;
      g_array_remove_index (reading->words, i - 1);
    }
}

static void
add_word (Reading    *reading,
          guint32     meaning,
          HwWordKind  kind,
          guint       start,
          guint       length)
{
  HwReportWord word = { meaning, kind, 0, start, length };

  if (reading->negated)
    {
      word.meaning |= NEGATED;
      word.kind = HW_WORD_OTHER;
      reading->negated = FALSE;
    }
  if (word.kind == HW_WORD_COLOUR)
    {
      reading->has_colour = TRUE;
      reading->n_between = 0;
    }
  else if (word.kind == HW_WORD_OBJECT && reading->has_colour)
    {
      take_colours (reading, &word);
      reading->has_colour = FALSE;
    }
  else if (++reading->n_between >= COLOUR_SPAN)
    reading->has_colour = FALSE;
  g_array_append_val (reading->words, word);
}

/* The two words "sleeping bag" are one thing; "sleeping" alone says nothing here. */
static void
read_word (Reading *reading,
           GString *folded,
           guint    start,
           guint    length)
{
  gboolean was_asleep = reading->asleep;
  HwWordKind kind = is_number (folded) ? HW_WORD_NUMBER : HW_WORD_OTHER;
  guint32 meaning;

  reading->asleep = g_str_equal (folded->str, "sleeping");
  if (reading->asleep)
    reading->asleep_at = start;
  meaning = find_meaning (folded);
  if (meaning == BAG && was_asleep)
    add_word (reading, SLEEPING_BAG, HW_WORD_OBJECT, reading->asleep_at, start + length - reading->asleep_at);
  else if (meaning == NO)
    reading->negated = TRUE;
  else if (meaning != IGNORED)
    add_word (reading, meaning, kind == HW_WORD_NUMBER ? kind : find_kind (meaning), start, length);
}

static int
compare_meanings (gconstpointer a,
                  gconstpointer b)
{
  const HwReportWord *first = a, *second = b;

  if (first->meaning != second->meaning)
    return first->meaning < second->meaning ? -1 : 1;
  return first->start < second->start ? -1 : first->start > second->start;
}

/* Each meaning once, in order; the colours of things of the same sort come together. */
static void
make_set (GArray *words)
{
  guint n = 0;

  g_array_sort (words, compare_meanings);
  for (guint i = 0; i < words->len; i++)
    {
      HwReportWord *word = &g_array_index (words, HwReportWord, i);
      HwReportWord *last = n > 0 ? &g_array_index (words, HwReportWord, n - 1) : NULL;

      if (last != NULL && last->meaning == word->meaning)
        last->colours |= word->colours;
      else
        g_array_index (words, HwReportWord, n++) = *word;
    }
  g_array_set_size (words, n);
}

/**
 * hw_report_words_read:
 * @text: (nullable): what a caller said, valid UTF-8
 *
 * Reads the words of @text that say something: no "the" and no "person".
 *
 * Returns: (transfer full) (element-type HwReportWord): each meaning once, in the order of the meanings
 */
GArray *
hw_report_words_read (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (HwReportWord));
  g_autoptr (GString) folded = g_string_sized_new (LONGEST + 8);
  Reading reading = { .words = words };
  const char *start = NULL;

  for (const char *at = text; at != NULL; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      gboolean in_word = g_unichar_isalnum (letter) || g_unichar_ismark (letter);

      if (in_word && start == NULL)
        start = at;
      if (in_word && folded->len < LONGEST)
        hw_fold_append (folded, letter);
      else if (!in_word && start != NULL)
        {
          read_word (&reading, folded, (guint) (start - text), (guint) (at - start));
          g_string_truncate (folded, 0);
          start = NULL;
        }
      if (letter == ',' || letter == ';' || letter == '.')
        reading.has_colour = reading.negated = reading.asleep = FALSE;
      if (letter == 0)
        break;
    }
  make_set (words);
  return words;
}

/**
 * hw_report_words_differ:
 * @colours: what was said of a thing, as in #HwReportWord
 * @others: what somebody else said of theirs
 *
 * Returns: whether they can hardly be the same thing: both colours were said, and
 *   not even at night is one taken for the other
 */
gboolean
hw_report_words_differ (guint32 colours,
                        guint32 others)
{
  if (colours == 0 || others == 0 || (colours & others) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    if (((colours & alike[i].colour) != 0 && (others & alike[i].others) != 0) ||
        ((others & alike[i].colour) != 0 && (colours & alike[i].others) != 0))
      return FALSE;
  return TRUE;
}

/* -- how common words are -- */

/* Before anything is known, a word is in one of so many reports, and that is worth so many reports. */
#define PRIOR_SHARE 0.02
#define PRIOR_WORTH 25.0

struct _HwWordCounts
{
  GHashTable *counts;     /* (owned) meaning -> number of reports */
  guint       n_reports;  /* with words */
};

/**
 * hw_word_counts_new:
 *
 * Returns: (transfer full): counts of no reports yet
 */
HwWordCounts *
hw_word_counts_new (void)
{
  HwWordCounts *self = g_new0 (HwWordCounts, 1);

  self->counts = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * hw_word_counts_free:
 * @self: (transfer full) (nullable): counts
 */
void
hw_word_counts_free (HwWordCounts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counts);
  g_free (self);
}

/**
 * hw_word_counts_add:
 * @self: counts
 * @words: (element-type HwReportWord): of one report; none is not counted
 */
void
hw_word_counts_add (HwWordCounts *self,
                    const GArray *words)
{
  self->n_reports += words->len > 0;
  for (guint i = 0; i < words->len; i++)
    {
      gpointer meaning = GUINT_TO_POINTER (g_array_index (words, HwReportWord, i).meaning);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, meaning));

      g_hash_table_insert (self->counts, meaning, GUINT_TO_POINTER (n + 1));
    }
}

/**
 * hw_word_counts_get_share:
 * @self: (nullable): counts
 * @meaning: of a word
 *
 * Returns: which part of the reports uses the word, more than 0 and less than 1;
 *   with few reports it is guessed
 */
double
hw_word_counts_get_share (const HwWordCounts *self,
                          guint32             meaning)
{
  guint n = self != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (meaning))) : 0;
  guint of = self != NULL ? self->n_reports : 0;

  return (n + PRIOR_SHARE * PRIOR_WORTH) / (of + PRIOR_WORTH);
}
