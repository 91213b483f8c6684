#pragma once

#include "models/connectiontarget.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace larder {

/// The fields of a connection by ODBC: the data source, the user, and what stands in the connection string
/// besides or instead.
class OdbcPage final : public QWidget
{
    Q_OBJECT

public:
    explicit OdbcPage(QWidget* parent = nullptr);

    /// The data sources that this machine knows, to choose from; others can be typed.
    void setSources(const QStringList& sources);
    void setTarget(const ConnectionTarget& target);
    /// What the fields say, or what they lack.
    [[nodiscard]] Result<ConnectionTarget> target() const;

Q_SIGNALS:
    void edited();

private:
    QComboBox* m_source;
    QLineEdit* m_user;
    QLineEdit* m_string;
};

} // namespace larder
