#pragma once

#include "cache/reason.h"
#include "cache/sql/sqlclassifier.h"

namespace larder {

/// Why rows of @p sql must not be kept, as far as its text tells: the rule and the token that decided, with
/// the token's place. None if the text allows it.
[[nodiscard]] Reason classificationReason(const SqlClassification& classification, QByteArrayView sql);

} // namespace larder
