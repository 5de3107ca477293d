import hashlib
import os
import pickle
import random
import subprocess
import tarfile
import tempfile
import jwt
import requests
import yaml
from flask import Flask, redirect, request, send_file, render_template_string

app = Flask(__name__)


def archive(name, folder):
    subprocess.run(f"tar czf /tmp/{name}.tgz {folder}", shell=True)
    subprocess.call("rm -r " + folder, shell=True)
    os.system("ls " + folder)
    os.system(f"du {folder}")
    subprocess.Popen(name, shell=True)
    subprocess.run(["tar", "czf", name, folder], check=True)


def orders(cursor, name, state):
    cursor.execute(f"SELECT * FROM orders WHERE name = '{name}'")
    cursor.execute("SELECT * FROM orders WHERE name = '%s'" % name)
    cursor.execute("DELETE FROM orders WHERE name = '" + name + "'")
    cursor.execute(
        f"UPDATE orders SET state = '{state}' WHERE id = 1"
    )
    cursor.execute("INSERT INTO orders VALUES ('{}')".format(name))
    cursor.execute("SELECT * FROM orders WHERE name = %s", (name,))


def load(data, text):
    pickle.loads(data)
    yaml.load(text)
    yaml.load(text, Loader=yaml.SafeLoader)
    yaml.safe_load(text)


def hashes(password, data):
    stored = hashlib.md5(password.encode()).hexdigest()
    digest = hashlib.sha1(data).hexdigest()
    etag = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return stored, digest, etag, hashlib.sha256(data).hexdigest()


def secrets_of(length):
    token = "".join(random.choice("abc") for _ in range(length))
    colour = random.choice(["red", "green"])
    return token, colour


@app.route("/file")
def file():
    requests.get("https://partner.example.net/feed", verify=False)
    open(os.path.join("/srv", request.args["name"]))
    return send_file("/srv/" + request.args["name"])


@app.route("/go")
def go():
    return redirect(request.args.get("next"))


@app.route("/hello")
def hello():
    name = request.args.get("name")
    return render_template_string("<p>Hello " + name + "</p>")


def fetch():
    return requests.get(request.args["url"])


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def formula(text):
    return eval(text)


def unpack(path):
    with tarfile.open(path) as tar:
        tar.extractall("/srv")


def scratch():
    name = tempfile.mktemp()
    os.chmod(name, 0o777)
    try:
        os.remove(name)
    except: pass
    import pdb; pdb.set_trace()
    print("DEBUG", name)


def later():
    # TODO: prices in other currencies
    raise RuntimeError("not implemented yet")


# total = sum(prices)
# if total > limit:
#     total = limit
# return total


app.run(debug=True)
