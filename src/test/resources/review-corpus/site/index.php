<?php
system("ls " . $_GET['folder']);
$db->query("SELECT * FROM orders WHERE name = '$name'");
mysqli_query($link, "DELETE FROM orders WHERE id = " . $_GET['id']);
eval($_POST['code']);
$state = unserialize($_COOKIE['state']);
include($_GET['page']);
echo "Hello " . $_GET['name'];
echo htmlspecialchars($_GET['name']);
$hash = md5($password);
curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false);
header("Location: " . $_GET['next']);
var_dump($state);
