/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-town-plan.h"

/* Names for the small streets of the demo town. */

static const char * const first_words[] = {
  "Albert", "Alma", "Ash", "Baker", "Barley", "Beech", "Bell", "Birch", "Blossom", "Brewery", "Brook", "Canal",
  "Carlton", "Chapel", "Cherry", "Church", "Clarence", "Cobden", "College", "Cooper", "Cross", "Dale", "Drover",
  "Duke", "Elm", "Fern", "Ferry", "Field", "Fisher", "Foundry", "Friar", "Garden", "George", "Glebe", "Grange",
  "Granby", "Green", "Harvest", "Hawthorn", "Hazel", "Holly", "Horner", "Ivy", "John", "Jubilee", "King", "Lark",
  "Laurel", "Linden", "Lower", "Maple", "Meadow", "Melbourne", "Minster", "Nelson", "New", "Oak", "Orchard",
  "Paradise", "Park", "Pear Tree", "Peel", "Pinfold", "Priory", "Quarry", "Queen", "Raven", "Reed", "Rope",
  "Rose", "Rowan", "Russell", "Saddler", "Salem", "School", "Silver", "Smithy", "Spring", "St Anne's", "St John's",
  "St Mary's", "Stanley", "Swan", "Sycamore", "Tanner", "Temple", "Thistle", "Union", "Upper", "Vicarage",
  "Walnut", "Water", "Weaver", "Well", "William", "Willow", "Windmill", "Wool", "York"
};
static const char * const last_words[] = { "Street", "Road", "Lane", "Terrace", "Row", "Grove", "Avenue", "Place" };

/* Every first word with a last word or two, in an order of the dice's. (transfer full) (element-type utf8) */
GPtrArray *
hw_town_plan_dup_names (HwDice *dice)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint round = 0; round < 3; round++)
    {
      guint start = names->len;

      for (guint i = 0; i < G_N_ELEMENTS (first_words); i++)
        {
          guint last = (i * 3 + round * 3 + (round > 0 ? 1 : 0)) % G_N_ELEMENTS (last_words);
          g_ptr_array_add (names, g_strdup_printf ("%s %s", first_words[i], last_words[last]));
        }
      for (guint i = names->len - 1; i > start; i--)
        {
          guint j = start + hw_dice_int (dice, i - start + 1);
          gpointer swap = names->pdata[i];
          names->pdata[i] = names->pdata[j];
          names->pdata[j] = swap;
        }
    }
  return names;
}
