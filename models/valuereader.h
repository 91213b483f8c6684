#pragma once

#include "models/valuecontent.h"

#include <QObject>
#include <QThread>

namespace larder {

/// Makes values ready for their views in a thread of its own, in which 200 MB may take a second. Only the
/// last request counts: a new one stops the one before it.
class ValueReader final : public QObject
{
    Q_OBJECT

public:
    explicit ValueReader(QObject* parent = nullptr);
    ~ValueReader() override;

    /// Answers with contentRead(), then factsRead(); with none of them if cancelled.
    void read(const ValueRequest& request);
    void cancel();

Q_SIGNALS:
    void contentRead(const larder::ValueContent& content);
    void factsRead(const larder::ValueFacts& facts);

private:
    QThread m_thread;
    QObject m_worker;
    std::stop_source m_stop;
};

} // namespace larder
