"""SimpleSAMLphp as Debian has it, answering on this computer: an identity provider that others have written."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.identity_providers import STRONG, keys

PROGRAM = Path("/usr/share/simplesamlphp/www")
MISSING = "SimpleSAMLphp is not here. On Debian: apt-get install --no-install-recommends simplesamlphp php-cli php-xml"

CONFIG = """<?php $config = [
'baseurlpath' => '{at}/', 'tempdir' => '{folder}', 'loggingdir' => '{folder}/', 'datadir' => '{folder}/',
'certdir' => '{folder}/', 'metadatadir' => '{folder}/metadata', 'secretsalt' => 'salt of a test',
'technicalcontact_email' => 'na', 'auth.adminpassword' => 'a password of a test',
'timezone' => 'Europe/Stockholm', 'logging.handler' => 'file',
'logging.level' => 0, 'enable.saml20-idp' => true, 'store.type' => 'phpsession', 'session.cookie.secure' => false,
'session.phpsession.cookiename' => 'SimpleSAMLtest', 'session.phpsession.savepath' => '{folder}',
'session.cookie.samesite' => null, 'language.default' => 'en',
'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
'metadata.sources' => [['type' => 'flatfile']], 'admin.checkforupdates' => false, 'usenewui' => false];"""

SOURCES = """<?php $config = ['people' => ['exampleauth:UserPass', 'bo:hemligt' => ['uid' => ['bo'],
'mail' => ['bo@kommunen.example'], 'givenName' => ['Bo'], 'groups' => ['folja-farsta_stod-chef']]]];"""

HOSTED = """<?php $metadata['{entity}'] = ['host' => '__DEFAULT__', 'privatekey' => 'idp.pem',
'certificate' => 'idp.crt', 'auth' => 'people', 'userid.attribute' => 'uid',
'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
'authproc' => [3 => ['class' => 'saml:AuthnContextClassRef', 'AuthnContextClassRef' => '{level}'],
5 => ['class' => 'saml:PersistentNameID', 'attribute' => 'uid']]];"""

REMOTE = """<?php $metadata['{ours}metadata.xml'] = ['AssertionConsumerService' => '{ours}',
'SingleLogoutService' => '{ours}ut/', 'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'];"""


@contextmanager
def serving(folder: Path, ours: str) -> Iterator[str]:
    """Its metadata as XML, while it answers for the service whose addresses begin with `ours`."""
    php = shutil.which("php")
    assert php, MISSING
    assert PROGRAM.is_dir(), MISSING
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = f"http://127.0.0.1:{port}"
    entity = f"{at}/saml2/idp/metadata.php"
    _write(folder, {"at": at, "folder": str(folder), "entity": entity, "level": STRONG, "ours": ours})
    command = [php, "-d", "error_reporting=0", "-d", "display_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(PROGRAM)]
    environment = {**os.environ, "SIMPLESAMLPHP_CONFIG_DIR": str(folder), "PHP_CLI_SERVER_WORKERS": "2"}
    log = (folder / "php.log").open("w")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield _metadata(entity, server)
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def _write(folder: Path, words: dict[str, str]) -> None:
    (folder / "metadata").mkdir()
    files = {
        "config.php": CONFIG,
        "authsources.php": SOURCES,
        "metadata/saml20-idp-hosted.php": HOSTED,
        "metadata/saml20-sp-remote.php": REMOTE,
    }
    for name, text in files.items():
        for key, word in words.items():
            text = text.replace("{" + key + "}", word)
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in zip(("idp.pem", "idp.crt"), keys("simplesamlphp"), strict=True):
        (folder / name).write_text(text, encoding="ascii")


def _metadata(address: str, server: "subprocess.Popen[bytes]") -> str:
    for _ in range(100):
        assert server.poll() is None, "php did not start"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)  # nothing says when it has begun to listen
    raise AssertionError("SimpleSAMLphp does not answer")
