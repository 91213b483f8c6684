#pragma once

#include "cache/databaseport.h"

namespace larder {

/// What @p parameters give for @p name, without a mark; null for nothing.
[[nodiscard]] const Value* givenValue(const std::vector<Parameter>& parameters, const QByteArray& name);

/// The statement wants a value for @p name, which stands at byte @p position.
[[nodiscard]] Error missingValueError(
    const QByteArray& name, std::optional<qsizetype> position = std::nullopt);

/// There is a value for @p name, which the statement does not want; @p advice says how it would.
[[nodiscard]] Error unusedValueError(const QByteArray& name, const QString& advice);

} // namespace larder
