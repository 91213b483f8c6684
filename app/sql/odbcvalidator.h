#pragma once

#include "app/sql/tokenworker.h"

namespace larder {

/// Says that ODBC has no way to ask whether data has changed, so that nothing is ever taken for proven.
class OdbcValidator final : public TokenWorker
{
    Q_OBJECT

public:
    [[nodiscard]] Reading read() override;
};

} // namespace larder
