#pragma once

#include <QByteArray>

#include <memory>

struct pg_result;

namespace larder {

/// One answer of a PostgreSQL server, freed with this.
class PgResult
{
public:
    explicit PgResult(pg_result* result = nullptr) : m_result(result) { }

    [[nodiscard]] pg_result* get() const { return m_result.get(); }
    [[nodiscard]] explicit operator bool() const { return m_result != nullptr; }
    [[nodiscard]] bool isError() const;
    [[nodiscard]] int rowCount() const;
    /// Null for NULL.
    [[nodiscard]] QByteArray text(int row, int column) const;
    /// Of a value that the server shows as `t` or `f`.
    [[nodiscard]] bool isTrue(int row, int column) const { return text(row, column) == "t"; }
    /// "INSERT 0 3", "COMMIT".
    [[nodiscard]] QByteArray commandTag() const;
    /// Of an error (https://www.postgresql.org/docs/15/errcodes-appendix.html); empty else.
    [[nodiscard]] QByteArray sqlState() const;

private:
    struct Clear
    {
        void operator()(pg_result* result) const;
    };

    std::unique_ptr<pg_result, Clear> m_result;
};

} // namespace larder
