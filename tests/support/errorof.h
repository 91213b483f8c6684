#pragma once

#include "cache/runoutcome.h"

namespace larder::test {

/// The error of @p outcome as one text; empty where there is none.
[[nodiscard]] inline QByteArray errorOf(const RunOutcome& outcome)
{
    return outcome.error ? errorText(*outcome.error).toUtf8() : QByteArray();
}

} // namespace larder::test
