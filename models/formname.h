#pragma once

#include "models/exportjob.h"

namespace larder {

/// The forms that results are copied and exported in, in the order in which they are offered.
[[nodiscard]] const std::vector<RowFormat>& exportFormats();
/// "CSV", "SQL INSERT": as menus and dialogs name it.
[[nodiscard]] QString formatName(RowFormat format);
/// "text/csv"
[[nodiscard]] QString mimeType(RowFormat format);
/// ".csv", ".sql.gz": how the names of such files end.
[[nodiscard]] QString fileEnding(RowFormat format, Compression compression);

} // namespace larder
