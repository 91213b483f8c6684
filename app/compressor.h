#pragma once

#include "models/exportjob.h"

#include <QIODevice>

#include <memory>

namespace larder {

/// Compresses what is written to it, in pieces, and passes it on; memory does not grow with the data.
class Compressor : public QIODevice
{
    Q_OBJECT

public:
    /// @p target outlives it. Null for Compression::None.
    [[nodiscard]] static std::unique_ptr<Compressor> create(Compression compression, QIODevice& target);

    /// Writes what closes the compressed data; once, last. False, with errorString(), if that or anything
    /// before has failed.
    [[nodiscard]] bool end();
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    explicit Compressor(QIODevice& target);
    /// Compresses @p bytes; with @p last, all that is still inside, too. Calls pass() with what comes out.
    virtual bool feed(QByteArrayView bytes, bool last) = 0;
    bool pass(QByteArrayView bytes);
    bool fail(const QString& why);

    qint64 readData(char* data, qint64 maximum) override;
    qint64 writeData(const char* data, qint64 count) override;

private:
    QIODevice& m_target;
    bool m_failed = false;
};

} // namespace larder
