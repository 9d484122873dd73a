#pragma once
#include <stddef.h>

/// One file compiled into the binary. `bytes` lives as long as the process and is never written.
typedef struct {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
} onrecord_asset;

/// The embedded files, in no particular order; `*count` receives how many.
const onrecord_asset *_Nonnull onrecord_assets(size_t *_Nonnull count);

/// The embedded file called `name` (as in `files/`), or null when there is none.
const onrecord_asset *_Nullable onrecord_asset_named(const char *_Nonnull name);
