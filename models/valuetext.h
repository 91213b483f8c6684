#pragma once

#include "models/valuecontent.h"

namespace larder {

/// What is known of @p value in one line: "TEXT · declared VARCHAR(20) · 1234 B · 1230 characters · valid
/// UTF-8". Without @p facts what takes a look at all bytes is left out.
[[nodiscard]] QString valueFactsText(const CellValue& value, const std::optional<ValueFacts>& facts);

/// A name for the file that @p value is saved to: the column, and an extension for what its bytes look like.
[[nodiscard]] QString valueFileName(const CellValue& value, ValueView view);

} // namespace larder
