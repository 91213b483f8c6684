#pragma once

#include "models/connectionprofile.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QStackedWidget;

namespace larder {

class ColourButton;
class OdbcPage;
class PathEdit;

/// The fields of one connection: the file, or the server with its database, user and TLS, and how the
/// connection is shown and treated.
class ConnectionForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    /// What the fields say, or what they lack.
    [[nodiscard]] Result<ConnectionProfile> profile() const;
    /// The data sources of ODBC to choose from.
    void setOdbcSources(const QStringList& sources);

Q_SIGNALS:
    /// The user has changed a field.
    void edited();

private:
    [[nodiscard]] ConnectionTarget::Engine engine() const;
    void showEngine();
    void showWords();
    [[nodiscard]] QWidget* createFilePage();
    [[nodiscard]] QWidget* createServerPage();
    void createSshField(QFormLayout& form);
    void createTlsFields(QFormLayout& form);
    void createCommonFields(QFormLayout& form);
    void setServer(const ConnectionTarget& target);
    [[nodiscard]] Result<ConnectionTarget> server() const;
    [[nodiscard]] Result<ConnectionTarget> target() const;

    QString m_id;
    QComboBox* m_engine = nullptr;
    QStackedWidget* m_pages = nullptr;
    PathEdit* m_file = nullptr;
    OdbcPage* m_odbc = nullptr;
    QLineEdit* m_host = nullptr;
    QSpinBox* m_port = nullptr;
    QLineEdit* m_database = nullptr;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_ssh = nullptr;
    QComboBox* m_tlsMode = nullptr;
    PathEdit* m_rootCertificate = nullptr;
    PathEdit* m_certificate = nullptr;
    PathEdit* m_key = nullptr;
    QLineEdit* m_options = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_folder = nullptr;
    ColourButton* m_colour = nullptr;
    QCheckBox* m_readOnly = nullptr;
    QCheckBox* m_production = nullptr;
};

} // namespace larder
