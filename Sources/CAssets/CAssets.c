#include "CAssets.h"

const onrecord_asset *onrecord_assets(size_t *count) {
  static const onrecord_asset none[1] = {{"", (const unsigned char *)"", 0}};
  *count = 0;
  return none;
}
