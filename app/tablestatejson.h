#pragma once

#include "models/tablestate.h"

#include <QJsonObject>

namespace larder {

/// What is shown of a table, as it is written to disk.
[[nodiscard]] QJsonObject jsonFromTable(const TableState& state);

/// The same back; what @p json lacks is empty.
[[nodiscard]] TableState tableFromJson(const QJsonObject& json);

} // namespace larder
